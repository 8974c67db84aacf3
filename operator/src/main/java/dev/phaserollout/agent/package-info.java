/**
 * What the program does with Git, beside a step and after it: the working tree that a step gets,
 * the deliverables that it must leave, its commit, the branch, the revert of a rollback, the tag of
 * a release. Never decides what comes next, never runs anything that a step or a repository says,
 * and never lets a credential out of its hands but to the host of the workspace.
 *
 * <p>Read {@code DESIGN.md} beside this file, then {@link dev.phaserollout.errand.Errand} (what the
 * agent is sent for), {@link dev.phaserollout.agent.Agent} (who runs it) and {@link
 * dev.phaserollout.errand.ErrandResult} and {@link dev.phaserollout.agent.AgentFailure} (what comes
 * of it).
 */
@NullMarked
package dev.phaserollout.agent;

import org.jspecify.annotations.NullMarked;
