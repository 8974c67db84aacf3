package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rollback of a run in numbers: how many of how many, what failed, what stands. */
final class RollbackPicture {

  private static final String PENDING = "Pending";
  private static final String RUNNING = "Running";
  private static final String STOPPING = "Stopping";
  private static final String SUCCEEDED = "Succeeded";

  private RollbackPicture() {}

  static Optional<RollbackStatus> of(Optional<PhaseRolloutStatus> status) {
    return status
        .flatMap(known -> Optional.ofNullable(known.run()))
        .flatMap(run -> Optional.ofNullable(run.rollback()));
  }

  /** Whether a rollback is over, with a word for how; empty while it is not. */
  static Optional<String> ended(RollbackStatus rollback) {
    String state = rollback.state() == null ? "" : rollback.state();
    return switch (state) {
      case PENDING, RUNNING, STOPPING -> Optional.empty();
      default -> Optional.of(state);
    };
  }

  static boolean well(RollbackStatus rollback) {
    return ended(rollback).filter(SUCCEEDED::equals).isPresent();
  }

  /** {@code 2 of 4 steps compensated; failed: a1; standing undone: base, a1}. */
  static String numbers(RollbackStatus rollback) {
    return number(rollback.compensated())
        + " of "
        + counted(number(rollback.steps()))
        + " compensated"
        + named("; failed: ", rollback.failed())
        + named("; not undone: ", rollback.standing())
        + named("; without rollback: ", rollback.withoutRollback());
  }

  private static String counted(int steps) {
    return steps + (steps == 1 ? " step" : " steps");
  }

  private static int number(@Nullable Integer known) {
    return known == null ? 0 : known;
  }

  private static String named(String what, List<String> steps) {
    return steps.isEmpty() ? "" : what + String.join(", ", steps);
  }

  static Line line(Glyphs glyphs, RollbackStatus rollback, Instant now) {
    Optional<String> ended = ended(rollback);
    Tone tone = ended.isEmpty() ? Tone.BUSY : well(rollback) ? Tone.GOOD : Tone.BAD;
    String sign =
        ended.isEmpty() ? glyphs.busy() : well(rollback) ? glyphs.undone() : glyphs.failed();
    String time = Elapsed.between(rollback.startedAt(), rollback.completedAt(), now);
    return Line.of(tone, "  " + sign)
        .and(Tone.PLAIN, " rollback")
        .and(Tone.FAINT, time.isEmpty() ? "" : "  " + time)
        .and(tone == Tone.BAD ? Tone.BAD : Tone.PLAIN, "  " + numbers(rollback));
  }

  /** What a person hears when the rollback begins, or goes on after it had stopped. */
  static Optional<Line> begins(Optional<RunStatus> before, RunStatus after) {
    RollbackStatus now = after.rollback();
    if (now == null || now.startedAt() == null || ended(now).isPresent()) {
      return Optional.empty();
    }
    Optional<RollbackStatus> was = before.flatMap(run -> Optional.ofNullable(run.rollback()));
    boolean underWay =
        was.filter(known -> known.startedAt() != null && ended(known).isEmpty()).isPresent();
    return underWay
        ? Optional.empty()
        : Optional.of(
            Line.of(Tone.WARNING, "rollback begins: " + counted(number(now.steps())) + " to undo"));
  }

  /** What a person hears when the rollback is over. */
  static Optional<Line> ends(Optional<RunStatus> before, RunStatus after) {
    RollbackStatus now = after.rollback();
    if (now == null || ended(now).isEmpty()) {
      return Optional.empty();
    }
    Optional<RollbackStatus> was = before.flatMap(run -> Optional.ofNullable(run.rollback()));
    if (was.isPresent() && ended(was.get()).equals(ended(now))) {
      return Optional.empty();
    }
    String time = Elapsed.between(now.startedAt(), now.completedAt(), Instant.EPOCH);
    return Optional.of(
        Line.of(
            well(now) ? Tone.GOOD : Tone.BAD,
            "rollback "
                + ended(now).orElse("")
                + (time.isEmpty() ? "" : " in " + time)
                + ": "
                + numbers(now)));
  }
}
