/**
 * Runs rollouts on a cluster: the engine's decisions, carried out by Java Operator SDK and fabric8.
 * Decides nothing itself.
 *
 * <p>Read {@link dev.phaserollout.controller.PhaseRolloutReconciler} first: one pass from what is
 * seen to what is done. {@link dev.phaserollout.controller.ClusterSources} is what is watched,
 * {@link dev.phaserollout.controller.ClusterView} turns it into the engine's world, {@link
 * dev.phaserollout.controller.ClusterStatus} is the one write that decides who is right, {@link
 * dev.phaserollout.controller.ClusterEffects} does what was decided. {@link
 * dev.phaserollout.controller.Answers} are what people say. {@link
 * dev.phaserollout.controller.OperatorProcess} starts and stops all of it. {@code DESIGN.md} beside
 * this file names what is load-bearing.
 */
@NullMarked
package dev.phaserollout.controller;

import org.jspecify.annotations.NullMarked;
