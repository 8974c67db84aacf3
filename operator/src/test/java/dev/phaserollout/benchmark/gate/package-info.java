/**
 * Measures how punctual measurements are: a thousand gates that each ask a real Prometheus every
 * ten seconds. Read {@link dev.phaserollout.benchmark.gate.GateBenchmark} first.
 */
@NullMarked
package dev.phaserollout.benchmark.gate;

import org.jspecify.annotations.NullMarked;
