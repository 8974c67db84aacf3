/**
 * What must be true of every rollout, as sentences with evidence. Judges what a cluster saw (pods
 * that started, writes that were accepted), never what the engine says about itself; a status is
 * read only as a claim to be checked or as the intent that must stand before an effect.
 *
 * <p>Read {@link dev.phaserollout.simulator.invariant.Invariants} and {@link
 * dev.phaserollout.simulator.invariant.PassLaws} first: they are the lists. Each rule is a class of
 * its own, named for its truth.
 */
@NullMarked
package dev.phaserollout.simulator.invariant;

import org.jspecify.annotations.NullMarked;
