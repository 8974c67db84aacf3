package dev.phaserollout.telemetry;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    this.sameRun = RunHappenings.sameRun(before, run);
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
    happenings.tell(new RunHappenings(before, after, run, now));
    return List.copyOf(happenings.found);
  }

  private void tell(RunHappenings ofRun) {
    found.addAll(CommandHappenings.between(before, after, run));
    ofRun.suspension().ifPresent(found::add);
    lastRunEnded();
    ofRun.accepted().ifPresent(found::add);
    ofRun.held().ifPresent(found::add);
    found.addAll(HoldHappenings.between(sameRun.map(PhaseRolloutStatus::run), run, now));
    ofRun.began().ifPresent(found::add);
    found.addAll(QuestionHappenings.answered(before, after, run, now));
    phases(ofRun);
    Optional<RunStatus> known = sameRun.map(PhaseRolloutStatus::run);
    GitHappenings.completed(place, known, run, now).ifPresent(found::add);
    ofRun.settled().ifPresent(found::add);
    rollback();
    steps(
        place.inPhase(Place.FINALLY),
        sameRun.map(PhaseRolloutStatus::finallySteps).orElse(List.of()),
        after.finallySteps());
    found.addAll(QuestionHappenings.raised(before, after, run));
    ofRun.ended().ifPresent(found::add);
  }

  private void lastRunEnded() {
    RunStatus last = before.map(PhaseRolloutStatus::run).orElse(null);
    if (last == null || last.number() >= run.number()) {
      return;
    }
    if (last.completedAt() == null || last.rollback() != null) {
      found.addAll(ClosedRun.of(before.orElseThrow(), last, after, now));
    }
  }

  private void phases(RunHappenings ofRun) {
    Map<String, PhaseStatus> old = phasesBefore();
    for (PhaseStatus phase : after.phases()) {
      Optional<PhaseStatus> known = Optional.ofNullable(old.get(phase.name()));
      if (known.filter(phase::equals).isEmpty()) {
        phase(phase, known);
      }
      if (ofRun.ended().isPresent() && StateWord.RUNNING.equals(phase.state())) {
        found.add(leftOpen(phase));
      }
    }
  }

  private Map<String, PhaseStatus> phasesBefore() {
    return sameRun.stream()
        .flatMap(status -> status.phases().stream())
        .collect(Collectors.toMap(PhaseStatus::name, phase -> phase, (a, b) -> a));
  }

  private void phase(PhaseStatus phase, Optional<PhaseStatus> known) {
    if (StateWord.REMOVED.equals(phase.state())) {
      return;
    }
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
  private Happening leftOpen(PhaseStatus phase) {
    return new PhaseHappening.PhaseEnded(
        place.inPhase(phase.name()),
        run.result() == null ? Happening.UNKNOWN : run.result(),
        StatusWords.orEmpty(run.reason()),
        "",
        StatusWords.time(phase.startedAt()),
        StatusWords.time(run.completedAt()).orElse(now));
  }

  private void steps(Place phase, List<StepStatus> old, List<StepStatus> steps) {
    Map<String, StepStatus> known = byName(old);
    for (StepStatus step : steps) {
      Optional<StepStatus> was = Optional.ofNullable(known.get(step.name()));
      Place of = phase.ofStep(step.name());
      found.addAll(StepHappenings.between(of, was, step, now));
      found.addAll(GitHappenings.ofStep(of, was, step, now));
    }
  }

  private static Map<String, StepStatus> byName(List<StepStatus> steps) {
    return steps.stream().collect(Collectors.toMap(StepStatus::name, step -> step, (a, b) -> a));
  }

  private void rollback() {
    Optional<RollbackStatus> was =
        sameRun
            .map(PhaseRolloutStatus::run)
            .flatMap(known -> Optional.ofNullable(known.rollback()));
    Optional<RollbackStatus> is = Optional.ofNullable(run.rollback());
    found.addAll(RollbackHappenings.beginnings(place, was, is, now));
    for (int i = after.phases().size() - 1; i >= 0; i--) {
      PhaseStatus phase = after.phases().get(i);
      if (phase.steps().stream().anyMatch(step -> step.rollback() != null)) {
        compensations(phase);
      }
    }
    GitHappenings.reverted(place, sameRun.map(PhaseRolloutStatus::run), run, now)
        .ifPresent(found::add);
    found.addAll(RollbackHappenings.tripped(place, was, is, after.phases()));
    RollbackHappenings.end(place, was, is, now).ifPresent(found::add);
  }

  /** Newest first, as they are undone. */
  private void compensations(PhaseStatus phase) {
    Map<String, StepStatus> known =
        byName(
            Optional.ofNullable(phasesBefore().get(phase.name()))
                .map(PhaseStatus::steps)
                .orElse(List.of()));
    for (int i = phase.steps().size() - 1; i >= 0; i--) {
      StepStatus step = phase.steps().get(i);
      Place of = place.inPhase(phase.name()).ofStep(step.name());
      Optional<StepStatus> was = Optional.ofNullable(known.get(step.name()));
      found.addAll(StepHappenings.compensation(of, was, step, now));
    }
  }
}
