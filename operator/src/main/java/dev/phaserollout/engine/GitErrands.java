package dev.phaserollout.engine;

import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.RunId;
import java.util.Optional;

/** What the agent is sent for, from the states as they will be stored. */
final class GitErrands {

  private static final String NO_COMMIT = "0".repeat(40);

  private GitErrands() {}

  /** The agent's part in the next Job of a step; empty where the rollout has no workspace. */
  static Optional<JobErrands> of(RunState run, PlanStep step) {
    return run.plan().git().map(git -> of(run, git, step));
  }

  private static JobErrands of(RunState run, PlanGit git, PlanStep step) {
    if (step.isGit()) {
      return new JobErrands.Alone(alone(run, git, step));
    }
    return new JobErrands.Around(
        new Errand.Checkout(git.workspace(), tree(run, step)), finish(run, step));
  }

  /** A gate of a step that has committed looks at that commit, which may not be landed yet. */
  private static String tree(RunState run, PlanStep step) {
    return step.isGate()
        ? StepEnvironment.judged(run, step)
            .filter(StepState.Measuring::hasCommit)
            .map(StepState.Measuring::subject)
            .orElseGet(() -> newest(run))
        : newest(run);
  }

  private static Errand alone(RunState run, PlanGit git, PlanStep job) {
    GitWorkspace workspace = git.workspace();
    if (job.isGitOfRun(PlanGit.PREPARE)) {
      return new Errand.Prepare(
          workspace, id(run), run.plan().spec().standards(), run.plan().spec().completion());
    }
    if (job.isGitOfRun(PlanGit.REVERT)) {
      RunStatus of = run.run();
      int after = of.lastSucceeded() == null ? 0 : of.lastSucceeded();
      String since = of.sinceCommit() == null ? base(run) : of.sinceCommit();
      return new Errand.Revert(workspace, id(run), since, after, RollbackCover.committing(run));
    }
    if (job.isGitOfRun(PlanGit.COMPLETE)) {
      return new Errand.Complete(
          workspace,
          id(run),
          newest(run),
          Optional.ofNullable(run.plan().spec().completion()).orElseThrow(),
          ReleaseRecords.of(run, job));
    }
    return afterStep(run, workspace, run.plan().step(job.name()).orElseThrow());
  }

  private static Errand afterStep(RunState run, GitWorkspace workspace, PlanStep step) {
    Step spec = step.spec();
    if (spec.manual() != null) {
      return new Errand.Inspect(
          workspace, id(run), step.phase(), step.name(), base(run), spec.deliverables());
    }
    String candidate =
        run.step(step) instanceof StepState.Measuring measuring ? measuring.subject() : "";
    return new Errand.Advance(workspace, id(run), step.phase(), step.name(), candidate, true);
  }

  /** What comes after the command of a step, in its pod. */
  static Optional<Errand.Finish> finish(RunState run, PlanStep step) {
    return run.plan().git().flatMap(git -> finish(git, step, id(run), base(run), newest(run)));
  }

  private static Optional<Errand.Finish> finish(
      PlanGit git, PlanStep step, RunId id, String base, String given) {
    Step spec = step.spec();
    boolean asked = spec.commit() != null || !spec.deliverables().isEmpty();
    return asked && step.role() == Role.STEP && spec.run() != null
        ? Optional.of(
            new Errand.Finish(
                git.workspace(),
                id,
                step.phase(),
                step.name(),
                base,
                given,
                spec.deliverables(),
                spec.commit(),
                !step.gates().isEmpty()))
        : Optional.empty();
  }

  /** The same for a Job that is only tried out: of a run and commits that do not exist. */
  static Optional<JobErrands> shape(PlanStep step, Plan plan, RunId nobody) {
    return plan.git()
        .map(
            git ->
                step.isGit()
                    ? new JobErrands.Alone(
                        new Errand.Prepare(git.workspace(), nobody, plan.spec().standards(), null))
                    : new JobErrands.Around(
                        new Errand.Checkout(git.workspace(), NO_COMMIT),
                        finish(git, step, nobody, NO_COMMIT, NO_COMMIT)));
  }

  private static RunId id(RunState run) {
    return new RunId(
        run.draft().name().namespace(),
        run.draft().rolloutName(),
        run.draft().rolloutUid(),
        run.run().number());
  }

  private static String base(RunState run) {
    String base = run.run().baseCommit();
    return base == null ? "" : base;
  }

  private static String newest(RunState run) {
    String newest = run.run().commit();
    return newest == null ? base(run) : newest;
  }
}
