package dev.phaserollout.telemetry;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RollbackStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the rollback of a run between two statuses of it. A rollback that has stopped
 * may go on, so it may end more than once; what has begun and ended in one write is told as both.
 */
final class RollbackHappenings {

  private static final String STOPPING = "Stopping";

  private final Place place;
  private final Optional<RollbackStatus> was;
  private final RollbackStatus is;
  private final Instant now;

  private RollbackHappenings(
      Place place, Optional<RollbackStatus> was, RollbackStatus is, Instant now) {
    this.place = place;
    this.was = was;
    this.is = is;
    this.now = now;
  }

  /** Before the compensations of the same write. */
  static List<Happening> beginnings(
      Place run, Optional<RollbackStatus> before, Optional<RollbackStatus> after, Instant now) {
    return after
        .map(is -> new RollbackHappenings(run, before, is, now).beginnings())
        .orElse(List.of());
  }

  /** The guardrails that have tripped meanwhile, after the compensations of the same write. */
  static List<Happening> tripped(
      Place run,
      Optional<RollbackStatus> before,
      Optional<RollbackStatus> after,
      List<PhaseStatus> phases) {
    List<String> known = before.map(RollbackStatus::tripped).orElse(List.of());
    return after.map(RollbackStatus::tripped).orElse(List.of()).stream()
        .filter(owner -> !known.contains(owner))
        .map(owner -> tripped(run, owner, phases))
        .toList();
  }

  private static Happening tripped(Place run, String owner, List<PhaseStatus> phases) {
    String phase = owner.substring(0, Math.max(0, owner.indexOf('/')));
    String name = owner.substring(owner.lastIndexOf('/') + 1);
    String message =
        phases.stream()
            .filter(known -> known.name().equals(phase))
            .flatMap(known -> known.guardrails().stream())
            .filter(gate -> gate.name().equals(name))
            .findFirst()
            .map(GateStatus::message)
            .orElse("");
    return new RollbackHappening.GuardrailTripped(run.inPhase(phase), name, message);
  }

  /** After the compensations of the same write, and what was seen meanwhile. */
  static Optional<Happening> end(
      Place run, Optional<RollbackStatus> before, Optional<RollbackStatus> after, Instant now) {
    return after.flatMap(is -> new RollbackHappenings(run, before, is, now).end());
  }

  /**
   * The end in a write that speaks of the next run already: such a one begins when the rollback has
   * got to its end, unless a person has given it up.
   */
  static Happening closed(Place run, RollbackStatus before, boolean gotToItsEnd, Instant at) {
    String state = gotToItsEnd ? "Succeeded" : Happening.UNKNOWN;
    int undone = gotToItsEnd ? number(before.steps()) : number(before.compensated());
    return new RollbackHappening.RollbackEnded(
        run,
        state,
        StatusWords.orEmpty(before.cause()),
        new RollbackHappening.Done(
            undone, number(before.steps()), List.of(), List.of(), before.withoutRollback()),
        StatusWords.time(before.startedAt()),
        at);
  }

  /** Whether nothing more happens of itself. */
  static boolean over(RollbackStatus rollback) {
    return switch (StatusWords.state(rollback.state())) {
      case "Succeeded", "Failed", "Stopped" -> true;
      default -> false;
    };
  }

  /** Whether it waits for a person to go on with it or to give it up. */
  static boolean halted(RollbackStatus rollback) {
    return over(rollback) && !"Succeeded".equals(rollback.state());
  }

  private List<Happening> beginnings() {
    List<Happening> found = new ArrayList<>();
    if (is.startedAt() != null && was.map(RollbackStatus::startedAt).isEmpty()) {
      found.add(
          new RollbackHappening.RollbackBegan(
              place,
              StatusWords.orEmpty(is.cause()),
              StatusWords.orEmpty(is.scope()),
              number(is.steps()),
              is.withoutRollback(),
              StatusWords.time(is.startedAt()).orElse(now)));
    } else if (moved()) {
      was.filter(RollbackHappenings::over).map(this::resumed).ifPresent(found::add);
    }
    if (STOPPING.equals(is.state())
        && !was.map(RollbackStatus::state).equals(Optional.of(STOPPING))) {
      found.add(new RollbackHappening.RollbackStopping(place));
    }
    return found;
  }

  private Happening resumed(RollbackStatus stopped) {
    return new RollbackHappening.RollbackResumed(
        place,
        number(stopped.compensated()),
        number(stopped.steps()),
        StatusWords.orEmpty(stopped.completedAt()));
  }

  /** Whether it is another leg than before: under way again, or over at another time. */
  private boolean moved() {
    return !over(is)
        || was.map(RollbackStatus::completedAt)
            .filter(StatusWords.orEmpty(is.completedAt())::equals)
            .isEmpty();
  }

  private Optional<Happening> end() {
    if (!over(is) || (was.filter(RollbackHappenings::over).isPresent() && !moved())) {
      return Optional.empty();
    }
    return Optional.of(
        new RollbackHappening.RollbackEnded(
            place,
            StatusWords.orEmpty(is.state()),
            StatusWords.orEmpty(is.cause()),
            new RollbackHappening.Done(
                number(is.compensated()),
                number(is.steps()),
                is.failed(),
                is.standing(),
                is.withoutRollback()),
            StatusWords.time(is.startedAt()),
            StatusWords.time(is.completedAt()).orElse(now)));
  }

  private static int number(@Nullable Integer counted) {
    return counted == null ? 0 : counted;
  }
}
