/**
 * A Git remote as small as it can be, and an agent that does its errands there by the rules of
 * {@link dev.phaserollout.errand.Errand}: a branch that others push to as well, refs for
 * candidates, tags. Files are texts by path; a commit carries them all. Never decides what comes
 * next, and forgets nothing that the branch has had.
 *
 * <p>Read {@link dev.phaserollout.simulator.remote.Remote} first, then {@code Commit}, {@code
 * FakeAgent} (one errand, cut off after so many pushes), {@code AgentFate} (what goes wrong with
 * one) and {@code ThreeWay}.
 */
@NullMarked
package dev.phaserollout.simulator.remote;

import org.jspecify.annotations.NullMarked;
