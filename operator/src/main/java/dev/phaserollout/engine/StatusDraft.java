package dev.phaserollout.engine;

import dev.phaserollout.api.CheckpointStatus;
import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status under decision, with the effects and the wake that go with it. Lives for one decision
 * and is never seen outside of it.
 */
final class StatusDraft {

  static final PhaseRolloutStatus NOTHING_YET =
      new PhaseRolloutStatus(
          null, null, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(), null,
          null, null);

  private final Observation seen;
  private final Instant now;
  private final PhaseRolloutStatus stored;
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable Wake wake;

  private @Nullable RunStatus run;
  private @Nullable CheckpointStatus checkpoint;
  private List<PhaseStatus> phases;
  private List<StepStatus> finallySteps;
  private List<RunRecord> history;
  private List<QuestionStatus> questions;
  private @Nullable HandledCommands lastHandled;
  private @Nullable PreflightReport preflight;
  private RunCommands.@Nullable Again again;
  private boolean abortedAgain;

  StatusDraft(Observation seen, PhaseRolloutStatus stored) {
    this.seen = seen;
    this.stored = stored;
    this.run = stored.run();
    this.checkpoint = stored.checkpoint();
    this.phases = stored.phases();
    this.finallySteps = stored.finallySteps();
    this.history = stored.history();
    this.questions = stored.questions();
    this.lastHandled = stored.lastHandled();
    this.now = StatusClock.now(seen.now(), stored);
  }

  Observation seen() {
    return seen;
  }

  /** The spec as it stands now; a run reads its revision instead. */
  PhaseRolloutSpec currentSpec() {
    return seen.rollout().getSpec();
  }

  boolean suspended() {
    return Boolean.TRUE.equals(currentSpec().suspend());
  }

  String rolloutName() {
    return seen.rollout().getMetadata().getName();
  }

  RolloutName name() {
    String namespace = seen.rollout().getMetadata().getNamespace();
    return new RolloutName(namespace == null ? "" : namespace, rolloutName());
  }

  String rolloutUid() {
    return seen.rollout().getMetadata().getUid();
  }

  /** Never earlier than what the status records: a clock that jumps back moves nothing. */
  Instant now() {
    return now;
  }

  PhaseRolloutStatus stored() {
    return stored;
  }

  Optional<RunStatus> run() {
    return Optional.ofNullable(run);
  }

  void run(RunStatus next) {
    run = next;
  }

  List<PhaseStatus> phases() {
    return phases;
  }

  void phases(List<PhaseStatus> next) {
    phases = next;
  }

  List<StepStatus> finallySteps() {
    return finallySteps;
  }

  void finallySteps(List<StepStatus> next) {
    finallySteps = next;
  }

  List<RunRecord> history() {
    return history;
  }

  void history(List<RunRecord> next) {
    history = next;
  }

  /** What waits for a person. */
  List<QuestionStatus> questions() {
    return questions;
  }

  void questions(List<QuestionStatus> next) {
    questions = next;
  }

  Optional<CheckpointStatus> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  void checkpoint(CheckpointStatus next) {
    checkpoint = next;
  }

  Optional<HandledCommands> lastHandled() {
    return Optional.ofNullable(lastHandled);
  }

  void lastHandled(HandledCommands next) {
    lastHandled = next;
  }

  /** What preflight said of the run that has not begun. */
  Optional<PreflightReport> preflight() {
    return Optional.ofNullable(preflight);
  }

  void preflight(PreflightReport report) {
    preflight = report;
  }

  /** The command for a next run that waits to be obeyed. */
  Optional<RunCommands.Again> again() {
    return Optional.ofNullable(again);
  }

  void again(RunCommands.Again how) {
    again = how;
  }

  /** Whether a person has just aborted a run that was ending already. */
  boolean abortedAgain() {
    return abortedAgain;
  }

  void abortAgain() {
    abortedAgain = true;
  }

  void takeAgain() {
    again = null;
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void wake(Instant at, String why) {
    if (wake == null || at.isBefore(wake.at())) {
      wake = new Wake(at, why);
    }
  }

  /** Where the status stays as it is, it is the very object that was seen. */
  Decision decision() {
    PhaseRolloutStatus next = StatusSize.guard(StatusConditions.compose(this, composed()));
    return new Decision(
        next.equals(stored) ? stored : next, List.copyOf(effects), Optional.ofNullable(wake));
  }

  private PhaseRolloutStatus composed() {
    return new PhaseRolloutStatus(
        seen.rollout().getMetadata().getGeneration(),
        stored.state(),
        stored.message(),
        run,
        checkpoint,
        phases,
        finallySteps,
        questions,
        stored.conditions(),
        history,
        lastHandled,
        StatusProgress.shownPhase(run, phases).map(PhaseStatus::name).orElse(null),
        StatusProgress.currentStep(phases, finallySteps).orElse(null));
  }
}
