/**
 * Runs a rollout on this host: processes instead of Jobs, files instead of an API server. Never
 * decides what a rollout does next (the engine does) and never draws (the command line does).
 *
 * <p>Read in this order: {@link dev.phaserollout.local.LocalRun} (the loop), {@link
 * dev.phaserollout.local.ProcessWorld} (effects in, sightings out), {@link
 * dev.phaserollout.local.AttemptFolder} and {@code attempt.sh} beside this package's resources
 * (what is known of an attempt, whoever was killed when), {@link
 * dev.phaserollout.local.AttemptLauncher}, {@link dev.phaserollout.local.Sweeper}; {@code
 * AttemptCourse}, {@code AgentAttempts}, {@code ErrandRunner} (attempts in which the agent has a
 * part) and {@code WorkspaceRules} (the user's own working tree); then {@link
 * dev.phaserollout.local.StateFolder}, {@link dev.phaserollout.local.StateLock}, {@link
 * dev.phaserollout.local.CheckpointFile}; then {@code AnswerDesk}, {@code AnswerFolder} (what
 * people decide), {@code LocalCommands}; then {@link dev.phaserollout.local.LocalRules} (what
 * cannot be meant here) and {@link dev.phaserollout.local.LocalOverrides}.
 */
@NullMarked
package dev.phaserollout.local;

import org.jspecify.annotations.NullMarked;
