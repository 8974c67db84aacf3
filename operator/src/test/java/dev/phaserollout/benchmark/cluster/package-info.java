/**
 * The benchmark of the operator against a real control plane, beside a bare client that does the
 * least that any engine of Jobs must do. Pods end at once, without a process, so that what is
 * measured is the operator, the API server and the Job controller.
 *
 * <p>Read {@link dev.phaserollout.benchmark.cluster.ClusterBenchmark} first. Its report is {@code
 * docs/benchmarks/operator.md}.
 */
@NullMarked
package dev.phaserollout.benchmark.cluster;

import org.jspecify.annotations.NullMarked;
