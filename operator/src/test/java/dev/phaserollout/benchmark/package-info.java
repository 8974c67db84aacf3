/**
 * Measures what the design sets a number for. Programs with a report ({@code docs/benchmarks}),
 * never timed tests: {@code ./mvnw -Pbenchmark test}.
 */
@NullMarked
package dev.phaserollout.benchmark;

import org.jspecify.annotations.NullMarked;
