package dev.phaserollout.telemetry;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private final PhaseRolloutStatus statusBefore;
  private final PhaseRolloutStatus statusAfter;
  private final HandledCommands was;
  private final HandledCommands is;
  private final List<Happening> found = new ArrayList<>();

  private CommandHappenings(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run) {
    this.before = before.flatMap(status -> Optional.ofNullable(status.run()));
    this.after = run;
    this.statusBefore = before.orElse(after);
    this.statusAfter = after;
    this.was = handled(before);
    this.is = Optional.ofNullable(after.lastHandled()).orElse(NONE);
  }

  static List<Happening> between(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run) {
    HandledCommands is = after.lastHandled();
    if (is == null) {
      return List.of();
    }
    CommandHappenings commands = new CommandHappenings(before, after, run);
    commands.handled("abort", commands.was.abort(), is.abort());
    commands.handled("rollback", commands.was.rollback(), is.rollback());
    commands.handled("retry", commands.was.retry(), is.retry());
    commands.handled("rerun", commands.was.rerun(), is.rerun());
    return commands.found;
  }

  /** Whether a command to run anew was dealt with between the two. */
  static boolean rerun(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    String is = after.lastHandled() == null ? null : after.lastHandled().rerun();
    return fresh(handled(Optional.of(before)).rerun(), is);
  }

  private static HandledCommands handled(Optional<PhaseRolloutStatus> status) {
    return status.flatMap(known -> Optional.ofNullable(known.lastHandled())).orElse(NONE);
  }

  private static boolean fresh(@Nullable String was, @Nullable String is) {
    return is != null && !is.equals(was);
  }

  private void handled(String command, @Nullable String was, @Nullable String is) {
    if (is != null && fresh(was, is)) {
      Verdict verdict = verdict(command, is);
      found.add(
          new RolloutHappening.CommandHandled(
              Place.of(before.orElse(after)), command, is, verdict.obeyed(), verdict.meaning()));
    }
  }

  private record Verdict(boolean obeyed, String meaning) {
    static Verdict obeyed(String meaning) {
      return new Verdict(true, meaning);
    }

    static Verdict refused(String why) {
      return new Verdict(false, why);
    }
  }

  private Verdict verdict(String command, String token) {
    if (before.isEmpty()) {
      return Verdict.refused(
          "it was there when the rollout was created; give it once there is a run to mean");
    }
    RunStatus run = before.get();
    if (!means(token, run)) {
      return Verdict.refused(
          "it names run '"
              + named(token)
              + "', expected the run of now; annotate with \""
              + run.number()
              + "\" or, a second time in one run, \""
              + run.number()
              + "/<anything>\"");
    }
    return switch (command) {
      case "abort" -> abort(run);
      case "rollback" -> rollback(run);
      default -> again(run, command);
    };
  }

  private Verdict abort(RunStatus run) {
    String number = "run " + run.number();
    if (underWay(run)) {
      return Objects.equals(run.rollback(), after.rollback())
          ? Verdict.refused("the rollback of " + number + " is being stopped already")
          : Verdict.obeyed("stops the rollback of " + number);
    }
    if (run.completedAt() != null) {
      return Verdict.refused(number + " had ended already");
    }
    return run.result() == null || changed(run)
        ? Verdict.obeyed("")
        : Verdict.refused(number + " is ending already, as " + run.result());
  }

  /** Whether it moved a run that was ending: its rollback, its result or its last steps. */
  private boolean changed(RunStatus run) {
    return !run.equals(after) || !statusBefore.finallySteps().equals(statusAfter.finallySteps());
  }

  private Verdict rollback(RunStatus run) {
    String number = "run " + run.number();
    if (underWay(run)) {
      return Verdict.refused("the rollback of " + number + " is under way already");
    }
    if (halted(run)) {
      return Verdict.obeyed("goes on with the rollback of " + number);
    }
    if (run.rollback() != null) {
      return Verdict.refused(number + " was rolled back already");
    }
    return run.startedAt() == null
        ? Verdict.refused(number + " had not begun, there is nothing to undo")
        : Verdict.obeyed("");
  }

  private Verdict again(RunStatus run, String command) {
    String number = "run " + run.number();
    if (command.equals("rerun") && retriedAsWell(run)) {
      return Verdict.refused("retry of " + number + " came with it and wins");
    }
    if (after.number() > run.number()) {
      return Verdict.obeyed(halted(run) ? "gives up the rollback of " + number : "");
    }
    return after.rollback() != null && command.equals("retry")
        ? Verdict.obeyed("goes on with the rollback of " + number)
        : Verdict.refused("another command for " + number + " came first");
  }

  private boolean retriedAsWell(RunStatus run) {
    String retry = is.retry();
    return retry != null && fresh(was.retry(), retry) && means(retry, run);
  }

  private static boolean underWay(RunStatus run) {
    RollbackStatus rollback = run.rollback();
    return rollback != null && !RollbackHappenings.over(rollback);
  }

  private static boolean halted(RunStatus run) {
    RollbackStatus rollback = run.rollback();
    return rollback != null && RollbackHappenings.halted(rollback);
  }

  private static boolean means(String token, RunStatus run) {
    return named(token).equals(String.valueOf(run.number()));
  }

  private static String named(String token) {
    int slash = token.indexOf('/');
    return slash < 0 ? token : token.substring(0, slash);
  }
}
