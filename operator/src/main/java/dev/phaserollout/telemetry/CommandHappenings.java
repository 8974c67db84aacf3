package dev.phaserollout.telemetry;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which commands were dealt with between two statuses, and what came of each. A command is handled
 * once, whether it was obeyed or not: its token in {@code status.lastHandled} says that it is used
 * up, and what the run did says the rest.
 */
final class CommandHappenings {

  private static final HandledCommands NONE = new HandledCommands(null, null, null, null);

  private final Optional<RunStatus> before;
  private final RunStatus after;
  private final List<Happening> found = new ArrayList<>();

  private CommandHappenings(Optional<RunStatus> before, RunStatus after) {
    this.before = before;
    this.after = after;
  }

  static List<Happening> between(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run) {
    HandledCommands is = after.lastHandled();
    if (is == null) {
      return List.of();
    }
    HandledCommands was =
        before.flatMap(status -> Optional.ofNullable(status.lastHandled())).orElse(NONE);
    CommandHappenings commands =
        new CommandHappenings(before.flatMap(status -> Optional.ofNullable(status.run())), run);
    commands.handled("abort", was.abort(), is.abort());
    commands.handled("rollback", was.rollback(), is.rollback());
    commands.handled("retry", was.retry(), is.retry());
    commands.handled("rerun", was.rerun(), is.rerun());
    return commands.found;
  }

  private void handled(String command, @Nullable String was, @Nullable String is) {
    if (is != null && !is.equals(was)) {
      Place place = Place.of(before.orElse(after));
      found.add(new RolloutHappening.CommandHandled(place, command, is, refusal(command, is)));
    }
  }

  private Optional<String> refusal(String command, String token) {
    if (before.isEmpty()) {
      return Optional.of(
          "it was there when the rollout was created; give it once there is a run to mean");
    }
    RunStatus run = before.get();
    if (!named(token).equals(String.valueOf(run.number()))) {
      return Optional.of(
          "it names run '"
              + named(token)
              + "', expected the run of now; annotate with \""
              + run.number()
              + "\" or, a second time in one run, \""
              + run.number()
              + "/<anything>\"");
    }
    return switch (command) {
      case "abort" ->
          run.completedAt() == null
              ? Optional.empty()
              : Optional.of("run " + run.number() + " had ended already");
      case "rollback" -> Optional.of("this version cannot roll back yet");
      default ->
          after.number() > run.number()
              ? Optional.empty()
              : Optional.of("another command for run " + run.number() + " came first");
    };
  }

  private static String named(String token) {
    int slash = token.indexOf('/');
    return slash < 0 ? token : token.substring(0, slash);
  }
}
