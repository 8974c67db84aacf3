/**
 * Decides what a rollout does next; never does it. No clock, no client, no thread, no randomness:
 * everything comes in as an {@link dev.phaserollout.engine.Observation} and goes out as a {@link
 * dev.phaserollout.engine.Decision}.
 */
@NullMarked
package dev.phaserollout.engine;

import org.jspecify.annotations.NullMarked;
