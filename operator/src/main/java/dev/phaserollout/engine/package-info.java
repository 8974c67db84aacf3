/**
 * Decides what a rollout does next; never does it. No clock, no client, no thread, no randomness:
 * everything comes in as an {@link dev.phaserollout.engine.Observation} and goes out as a {@link
 * dev.phaserollout.engine.Decision}.
 *
 * <p>Read {@link dev.phaserollout.engine.Engine} first, then {@code RunProgress} for the order of
 * the rules; {@code DESIGN.md} beside this file names the rest. Names sort by subject: {@code
 * Plan*} is what a revision means, {@code Run*} the life of a run, {@code Phase*} and {@code Step*}
 * one phase and one step, {@code Git*} the work on the workspace, {@code Status*} what people and
 * machines read, {@code Spec*} what can be wrong with a spec.
 */
@NullMarked
package dev.phaserollout.engine;

import org.jspecify.annotations.NullMarked;
