package dev.phaserollout.cli;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the annotations by which people command a rollout: the run that is meant, and
 * something that tells this command from an earlier one of the same run.
 */
final class CommandToken {

  private static final String PREFIX = "phaserollout.dev/";

  private static final Map<String, Function<HandledCommands, @Nullable String>> HANDLED =
      Map.of(
          "retry", HandledCommands::retry,
          "rerun", HandledCommands::rerun,
          "abort", HandledCommands::abort,
          "rollback", HandledCommands::rollback);

  private CommandToken() {}

  static String annotation(String command) {
    return PREFIX + command;
  }

  /** {@code 4/2026-03-02T09:00:00.123Z}. */
  static String of(int run, Instant now) {
    return run + "/" + now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether a command for the newest run has not been handled yet. */
  static boolean waits(PhaseRollout rollout) {
    return HANDLED.keySet().stream().anyMatch(command -> waits(rollout, command));
  }

  private static boolean waits(PhaseRollout rollout, String command) {
    PhaseRolloutStatus status = rollout.getStatus();
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    Optional<String> asked =
        Optional.ofNullable(annotations).map(known -> known.get(annotation(command)));
    if (asked.isEmpty() || status == null || status.run() == null) {
      return false;
    }
    String run = String.valueOf(status.run().number());
    boolean meant = asked.get().equals(run) || asked.get().startsWith(run + "/");
    Optional<String> handled =
        Optional.ofNullable(status.lastHandled())
            .map(known -> Objects.requireNonNull(HANDLED.get(command)).apply(known));
    return meant && !asked.equals(handled);
  }
}
