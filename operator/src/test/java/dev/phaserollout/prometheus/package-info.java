/**
 * A real Prometheus for tests, as a child process that cannot outlive the JVM, on a free port of
 * the loopback interface, with series that a test has written down ({@link
 * dev.phaserollout.prometheus.OpenMetrics}) or serves ({@link
 * dev.phaserollout.prometheus.ScrapedService}).
 *
 * <pre>{@code
 * try (RunningPrometheus prometheus =
 *     RunningPrometheus.start(new OpenMetrics().counter("x_total", ages, values), List.of())) {
 *   prometheus.address();
 * }
 * }</pre>
 *
 * <p>Read {@link dev.phaserollout.prometheus.RunningPrometheus} first. The executables come from
 * {@code PrometheusSearch}: the machine's own, those of an earlier run, the official release, or a
 * build by Go.
 */
@NullMarked
package dev.phaserollout.prometheus;

import org.jspecify.annotations.NullMarked;
