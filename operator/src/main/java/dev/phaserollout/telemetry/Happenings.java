package dev.phaserollout.telemetry;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has happened to a rollout between two of its statuses. */
public final class Happenings {

  private final Optional<PhaseRolloutStatus> before;
  private final PhaseRolloutStatus after;
  private final RunStatus run;
  private final Place place;
  private final Instant now;

  /** The status before, as far as it speaks of the same run. */
  private final Optional<PhaseRolloutStatus> sameRun;

  private final List<Happening> found = new ArrayList<>();

  private Happenings(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run, Instant now) {
    this.before = before;
    this.after = after;
    this.run = run;
    this.place = Place.of(run);
    this.now = now;
    this.sameRun = before.filter(status -> isRun(status.run(), run.number()));
  }

  private static boolean isRun(@Nullable RunStatus run, int number) {
    return run != null && run.number() == number;
  }

  /**
   * In the order in which it happened, as far as the statuses tell; empty when nothing happened.
   *
   * @param before the status that {@code after} has replaced; empty where there was none
   * @param after as the API server has stored it
   * @param now stands in for the times that a status does not have, such as the end of an attempt
   *     that is to be repeated
   */
  public static List<Happening> between(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, Instant now) {
    RunStatus run = after.run();
    if (run == null || before.filter(after::equals).isPresent()) {
      return List.of();
    }
    Happenings happenings = new Happenings(before, after, run, now);
    happenings.found.addAll(CommandHappenings.between(before, after, run));
    happenings.suspension();
    happenings.lastRunEnded();
    happenings.accepted();
    happenings.held();
    happenings.began();
    happenings.phases();
    happenings.steps(happenings.place.inPhase(Place.FINALLY), happenings.finallyBefore());
    happenings.settledOrEnded();
    return List.copyOf(happenings.found);
  }

  private void suspension() {
    Optional<Condition> was = before.flatMap(status -> suspended(status));
    Optional<Condition> is = suspended(after);
    if (is.isPresent() && was.isEmpty()) {
      found.add(new RolloutHappening.Suspended(place, is.get().lastTransitionTime()));
    } else if (is.isEmpty() && was.isPresent()) {
      found.add(new RolloutHappening.Resumed(place, was.get().lastTransitionTime()));
    }
  }

  private static Optional<Condition> suspended(PhaseRolloutStatus status) {
    return condition(status, "Suspended").filter(condition -> condition.status().equals("True"));
  }

  private static Optional<Condition> condition(PhaseRolloutStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  private void lastRunEnded() {
    RunStatus last = before.map(PhaseRolloutStatus::run).orElse(null);
    if (last != null && last.number() < run.number() && last.completedAt() == null) {
      found.addAll(ClosedRun.of(before.orElseThrow(), last, after, now));
    }
  }

  private void accepted() {
    boolean known =
        runBefore().filter(was -> was.startedAt() != null || sameRevision(was, run)).isPresent();
    if (!known) {
      found.add(
          new RunHappening.RunAccepted(
              place, StatusWords.orEmpty(run.release()), StatusWords.orEmpty(run.revision())));
    }
  }

  private static boolean sameRevision(RunStatus was, RunStatus is) {
    return StatusWords.orEmpty(was.revision()).equals(StatusWords.orEmpty(is.revision()));
  }

  private Optional<RunStatus> runBefore() {
    return sameRun.map(PhaseRolloutStatus::run);
  }

  private void held() {
    Optional<Condition> is =
        condition(after, "Accepted").filter(condition -> condition.status().equals("False"));
    boolean said =
        before
            .flatMap(status -> condition(status, "Accepted"))
            .filter(was -> is.filter(now -> sameWords(was, now)).isPresent())
            .isPresent();
    if (is.isEmpty() || said) {
      return;
    }
    Condition why = is.get();
    if (why.reason().equals("InvalidSpec")) {
      long generation = why.observedGeneration() == null ? 0 : why.observedGeneration();
      found.add(new RunHappening.SpecRefused(place, generation, why.message()));
    } else {
      found.add(new RunHappening.NotReadyToStart(place, why.message()));
    }
  }

  private static boolean sameWords(Condition was, Condition is) {
    return was.status().equals(is.status())
        && was.reason().equals(is.reason())
        && was.message().equals(is.message());
  }

  private void began() {
    if (run.startedAt() != null && runBefore().map(RunStatus::startedAt).isEmpty()) {
      found.add(new RunHappening.RunBegan(place, StatusWords.time(run.startedAt()).orElse(now)));
    }
  }

  private void phases() {
    Map<String, PhaseStatus> old =
        sameRun.stream()
            .flatMap(status -> status.phases().stream())
            .collect(Collectors.toMap(PhaseStatus::name, phase -> phase, (a, b) -> a));
    for (PhaseStatus phase : after.phases()) {
      Optional<PhaseStatus> known = Optional.ofNullable(old.get(phase.name()));
      if (known.filter(phase::equals).isEmpty()) {
        phase(phase, known);
      }
      closeWithTheRun(phase);
    }
  }

  private void phase(PhaseStatus phase, Optional<PhaseStatus> known) {
    Place of = place.inPhase(phase.name());
    String was = StatusWords.state(known.map(PhaseStatus::state).orElse(null));
    String is = StatusWords.state(phase.state());
    Optional<Instant> began = StatusWords.time(phase.startedAt());
    boolean begins = was.equals(StateWord.PENDING) && !is.equals(StateWord.PENDING);
    if (begins && (began.isPresent() || !StatusWords.over(is))) {
      found.add(new PhaseHappening.PhaseBegan(of, began.orElse(now)));
    }
    steps(of, known.map(PhaseStatus::steps).orElse(List.of()), phase.steps());
    if (StatusWords.over(is) && !StatusWords.over(was)) {
      found.add(
          new PhaseHappening.PhaseEnded(
              of,
              is,
              StatusWords.orEmpty(phase.reason()),
              StatusWords.orEmpty(phase.message()),
              began,
              StatusWords.time(phase.completedAt()).orElse(now)));
    }
  }

  /** A run whose revision was lost ends without a word about its phases. */
  private void closeWithTheRun(PhaseStatus phase) {
    if (endsNow() && StateWord.RUNNING.equals(phase.state())) {
      found.add(
          new PhaseHappening.PhaseEnded(
              place.inPhase(phase.name()),
              result(),
              StatusWords.orEmpty(run.reason()),
              "",
              StatusWords.time(phase.startedAt()),
              StatusWords.time(run.completedAt()).orElse(now)));
    }
  }

  private void steps(Place phase, List<StepStatus> old) {
    steps(phase, old, after.finallySteps());
  }

  private List<StepStatus> finallyBefore() {
    return sameRun.map(PhaseRolloutStatus::finallySteps).orElse(List.of());
  }

  private void steps(Place phase, List<StepStatus> old, List<StepStatus> steps) {
    Map<String, StepStatus> known =
        old.stream().collect(Collectors.toMap(StepStatus::name, step -> step, (a, b) -> a));
    for (StepStatus step : steps) {
      Optional<StepStatus> was = Optional.ofNullable(known.get(step.name()));
      found.addAll(StepHappenings.between(phase.ofStep(step.name()), was, step, now));
    }
  }

  private boolean endsNow() {
    return run.completedAt() != null && runBefore().map(RunStatus::completedAt).isEmpty();
  }

  private String result() {
    return run.result() == null ? Happening.UNKNOWN : run.result();
  }

  private void settledOrEnded() {
    String reason = StatusWords.orEmpty(run.reason());
    String message = StatusWords.orEmpty(run.message());
    if (endsNow()) {
      found.add(
          new RunHappening.RunEnded(
              place,
              result(),
              reason,
              message,
              StatusWords.time(run.startedAt()),
              StatusWords.time(run.completedAt()).orElse(now)));
    } else if (run.completedAt() == null
        && run.result() != null
        && runBefore().map(RunStatus::result).filter(result()::equals).isEmpty()) {
      found.add(new RunHappening.RunSettled(place, result(), reason, message));
    }
  }
}
