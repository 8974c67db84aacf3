package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.gate.Providers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be run, and where.
 *
 * @param rollout its name
 * @param spec with the overrides of the command line
 * @param workingDirectory where the steps run; the folder of the rollout's file
 * @param state where the checkpoint is kept
 * @param envFile stands in for Secrets and ConfigMaps
 * @param git what of this host the workspace's Git work may use
 * @param host the environment that steps inherit
 * @param command what is wanted of it
 * @param answers to questions that are open, given before anything is done
 * @param providers the servers that gates may ask
 * @param grace how long a step may take to end after TERM before it gets KILL; whole seconds
 */
public record RunRequest(
    String rollout,
    PhaseRolloutSpec spec,
    Path workingDirectory,
    StateFolder state,
    EnvFile envFile,
    GitAccess git,
    Map<String, String> host,
    LocalCommand command,
    List<GivenAnswer> answers,
    Providers providers,
    Duration grace) {}
