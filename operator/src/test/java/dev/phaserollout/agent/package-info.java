/**
 * Tests of the agent. {@code GitServer} is a real Git server over HTTP ({@code git http-backend}),
 * {@code SshGitServer} one over SSH; {@code Project} is a repository on one of them with a person
 * who works in it; {@code Bench} sends the agent on errands for a run.
 */
@NullMarked
package dev.phaserollout.agent;

import org.jspecify.annotations.NullMarked;
