/**
 * Holds the chart to what it promises, with the real Helm: what it renders, whom it refuses, and
 * what a real API server makes of it.
 *
 * <p>Read {@link dev.phaserollout.chart.Chart} and {@link dev.phaserollout.chart.Manifests} (the
 * doors), {@link dev.phaserollout.chart.ChartTest}, {@link
 * dev.phaserollout.chart.ChartDeploymentTest}, {@link dev.phaserollout.chart.ChartRightsTest},
 * {@link dev.phaserollout.chart.ChartPoliciesTest}, {@link dev.phaserollout.chart.ChartValuesTest};
 * with a control plane {@link dev.phaserollout.chart.ApprovalExampleIT}, {@link
 * dev.phaserollout.chart.ChartPoliciesIT}, {@link dev.phaserollout.chart.ChartIT} and {@link
 * dev.phaserollout.chart.ChartRightsIT}; with a cluster {@link dev.phaserollout.chart.ClusterIT}
 * and {@link dev.phaserollout.chart.PhaseEClusterIT}.
 */
@NullMarked
package dev.phaserollout.chart;

import org.jspecify.annotations.NullMarked;
