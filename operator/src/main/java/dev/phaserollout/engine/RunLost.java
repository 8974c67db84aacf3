package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a run whose revision has vanished: what it meant is not known any more, so what runs
 * is ended by what the status alone records. The next run begins only when all of it is gone.
 */
final class RunLost {

  private final StatusDraft draft;
  private boolean quiet = true;

  private RunLost(StatusDraft draft) {
    this.draft = draft;
  }

  static void advance(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    if (run.result() == null) {
      draft.run(
          RunFields.of(run)
              .ended(
                  RunResult.FAILED,
                  StatusReason.REVISION_LOST,
                  StatusMessages.revisionLost(RunRevision.name(draft))));
    }
    draft.questions(List.of());
    RunLost lost = new RunLost(draft);
    lost.endSteps();
    if (!lost.quiet) {
      return;
    }
    if (RollbackRecord.underWay(run)) {
      draft.run(RollbackRecord.stop(draft.run().orElseThrow(), draft.now()));
    }
    if (run.completedAt() == null) {
      RunEnd.complete(draft);
    } else {
      RunHistory.amend(draft);
    }
  }

  private void endSteps() {
    List<PhaseStatus> phases = new ArrayList<>();
    for (PhaseStatus phase : draft.phases()) {
      String name = phase.name();
      PhaseState.Gates gates =
          new PhaseState.Gates(
              ended(name, "entryGates", phase.entryGates()),
              ended(name, "guardrails", phase.guardrails()),
              ended(name, "gates", phase.gates()));
      phases.add(PhaseState.read(phase).write(name, ended(name, phase.steps()), gates));
    }
    draft.phases(phases);
    draft.finallySteps(ended(Plan.FINALLY, draft.finallySteps()));
    Map<String, StepState> git = GitOfRun.known(draft);
    if (!git.isEmpty()) {
      git.replaceAll((job, state) -> end(PlanGit.PHASE, job, Role.GIT, state));
      draft.run(RunFields.of(draft.run().orElseThrow()).git(GitOfRun.status(git)));
    }
  }

  private List<StepStatus> ended(String phase, List<StepStatus> steps) {
    return steps.stream().map(step -> ended(phase, step)).toList();
  }

  private List<GateStatus> ended(String phase, String path, List<GateStatus> gates) {
    return gates.stream().map(gate -> ended(phase, path, gate)).toList();
  }

  private GateStatus ended(String phase, String path, GateStatus gate) {
    Optional<StepState> job = WorkCodec.measuring(gate);
    return job.isEmpty()
        ? gate
        : gate.withJob(
            WorkCodec.write(
                gate.name(), end(phase, path + "/" + gate.name(), Role.GATE, job.get())));
  }

  private StepStatus ended(String phase, StepStatus step) {
    String name = step.name();
    StepStatus ended =
        WorkCodec.landing(step)
            .map(landing -> end(phase, name, Role.GIT, landing))
            .map(landing -> WorkCodec.write(name, landing))
            .map(landing -> StepFields.withLanding(ended(phase, name, step), landing))
            .orElseGet(() -> ended(phase, name, step));
    return WorkCodec.undoing(step)
        .map(compensation -> end(phase, name, Role.ROLLBACK, compensation))
        .map(compensation -> StepFields.with(ended, WorkCodec.write(name, compensation)))
        .orElse(ended);
  }

  private StepStatus ended(String phase, String name, StepStatus step) {
    StepStatus ended = StepCodec.write(name, end(phase, name, Role.STEP, StepCodec.read(step)));
    return step.gates().isEmpty()
        ? ended
        : StepFields.with(ended, ended(phase, name + "/gates", step.gates()));
  }

  private StepState end(String phase, String step, Role role, StepState state) {
    if (state instanceof StepState.AtWork work) {
      StepState next = cancel(phase, step, role, work);
      boolean already = next.active() && state instanceof StepState.Cancelling;
      return already ? state : next;
    }
    if (state instanceof StepState.BackingOff backingOff) {
      return StepRecords.ended(
          step, backingOff.tally(), backingOff.digest(), stopped(), draft.now());
    }
    if (state instanceof StepState.Asking asking && asking.tally().isPresent()) {
      return StepRecords.ended(
          step,
          asking.tally().get(),
          asking.digest(),
          asking.failure().orElseGet(this::stopped),
          draft.now());
    }
    if (state instanceof StepState.Measuring measuring) {
      return StepRecords.ended(
          step, measuring.tally(draft.now()), measuring.digest(), stopped(), draft.now());
    }
    return state instanceof StepState.Waiting || state instanceof StepState.Asking
        ? StepRecords.refused(step, Optional.empty(), stopped(), draft.now())
        : state;
  }

  private StepState cancel(String phase, String step, Role role, StepState.AtWork work) {
    Attempt attempt = StepJobs.attempt(draft, phase, step, role, work);
    String name = PlanNames.job(draft.rolloutName(), attempt);
    Optional<JobSighting> seen = draft.seen().world().job(name);
    if (seen.filter(StepRules::takenAway).isPresent()) {
      return StepRecords.ended(step, work.tally(), work.digest(), stopped(), draft.now());
    }
    quiet = false;
    draft.effect(new Effect.CancelJob(withoutPlan(name, attempt)));
    return new StepState.Cancelling(
        work.tally(), work.digest(), work.since(), work.knownUid(), draft.now(), stopped());
  }

  /** What is known without the revision: enough to find the Job and to take its name. */
  private JobRequest withoutPlan(String name, Attempt attempt) {
    Container nothing =
        new Container(null, List.of(), List.of(), List.of(), List.of(), null, null, null);
    return new JobRequest(
        name,
        attempt,
        draft.rolloutName(),
        draft.seen().rollout().getMetadata().getNamespace(),
        nothing,
        List.of(),
        Map.of(),
        Map.of(),
        PlanDefaults.START_TIMEOUT,
        PlanDefaults.TIMEOUT);
  }

  private StepFailure stopped() {
    return StepFailure.of(
        StepFailure.Kind.ABORTED,
        StatusReason.RUN_ENDING,
        StatusMessages.stoppedByRun(draft.run().orElseThrow()));
  }
}
