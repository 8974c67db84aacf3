/**
 * Plays random rollouts through random storms, from a seed, and holds everything that happens
 * against the invariants. Never knows what the engine should decide; only what must never happen.
 *
 * <p>Read {@code Schedule} first (one seed from start to end), then {@code Turn} (one pass), {@code
 * Leader}, {@code Wire} and {@code Mishap} (what goes wrong), {@code People} and {@code Ground}
 * (what happens around it), {@code Gauges} (what gates measure), {@code RandomRollout}; {@code
 * Batch} and {@code Simulate} play many. {@code DESIGN.md} beside this file says what is decided
 * and why.
 */
@NullMarked
package dev.phaserollout.simulator;

import org.jspecify.annotations.NullMarked;
