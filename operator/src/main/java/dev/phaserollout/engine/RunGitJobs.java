package dev.phaserollout.engine;

import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Git Jobs of the run under decision, read from its status and written back to it. */
final class RunGitJobs {

  private final StatusDraft draft;
  private final Map<String, StepState> afterSteps = new LinkedHashMap<>();
  private final Map<String, StepState> ofRun = new LinkedHashMap<>();

  RunGitJobs(Plan plan, StatusDraft draft) {
    this.draft = draft;
    if (plan.git().isEmpty()) {
      return;
    }
    for (PhaseStatus phase : draft.phases()) {
      for (StepStatus step : phase.steps()) {
        WorkCodec.landing(step).ifPresent(state -> afterSteps.put(step.name(), state));
      }
    }
    ofRun.putAll(GitOfRun.known(draft));
  }

  @Nullable StepState state(PlanStep job) {
    return states(job).get(job.name());
  }

  void put(PlanStep job, StepState next) {
    states(job).put(job.name(), next);
  }

  private Map<String, StepState> states(PlanStep job) {
    return job.phaseIndex() == PlanGit.OF_RUN ? ofRun : afterSteps;
  }

  StepStatus written(PlanStep step, StepStatus status) {
    StepState state = afterSteps.get(step.name());
    return state == null
        ? status
        : StepFields.withLanding(status, WorkCodec.write(step.name(), state));
  }

  void flush() {
    if (ofRun.isEmpty()) {
      return;
    }
    GitStatus git = GitOfRun.status(ofRun);
    RunStatus run = draft.run().orElseThrow();
    if (!git.equals(run.git())) {
      draft.run(RunFields.of(run).git(git));
    }
  }
}
