/**
 * How the local run is proven. Read in this order: {@code AttemptReaderTest} (what files of an
 * attempt say), {@code CheckpointFileTest}, {@code LocalRulesTest}; then, with real processes,
 * {@code Workshop} (a folder, a rollout and the program), {@code RunIT} (one call after another),
 * {@code KilledRunIT} (calls that are killed), {@code ExamplesIT}; {@code StepGapBenchmark} is a
 * program with a report.
 */
@NullMarked
package dev.phaserollout.local;

import org.jspecify.annotations.NullMarked;
