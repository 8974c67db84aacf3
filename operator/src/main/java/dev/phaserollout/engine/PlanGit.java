package dev.phaserollout.engine;

import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Git Jobs of a rollout that has a workspace. Each moves as a step does, with attempts and
 * timeouts of its own; what it does may always be repeated, so what is lost is tried again.
 *
 * @param prepare before the first step
 * @param revert in a rollback, after the compensations
 * @param complete after the last phase; empty where nothing is to be left
 */
record PlanGit(
    GitWorkspace workspace, PlanStep prepare, PlanStep revert, Optional<PlanStep> complete) {

  /** What stands for a phase where a Git Job belongs to the run as a whole. */
  static final String PHASE = "workspace";

  /** Before every phase of the plan. */
  static final int OF_RUN = -1;

  static final String PREPARE = "prepare";
  static final String REVERT = "revert";
  static final String COMPLETE = "complete";

  static final Container NOTHING =
      new Container(null, List.of(), List.of(), List.of(), List.of(), null, null, null);

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final StepRetry RETRY =
      new StepRetry(
          3,
          Duration.ofSeconds(5),
          2,
          Duration.ofMinutes(1),
          List.of(),
          StepRetry.DISRUPTION_LIMIT,
          OnLost.Retry);

  static Optional<PlanGit> of(PhaseRolloutSpec spec) {
    return Optional.ofNullable(spec.workspace())
        .map(Workspace::git)
        .map(
            git ->
                new PlanGit(
                    git,
                    job(PREPARE, PHASE, OF_RUN, spec),
                    job(REVERT, PHASE, OF_RUN, spec),
                    completes(spec.completion())
                        ? Optional.of(job(COMPLETE, PHASE, OF_RUN, spec))
                        : Optional.empty()));
  }

  /** The Jobs of the run as a whole, in the order in which they come. */
  Stream<PlanStep> ofRun() {
    return Stream.concat(Stream.of(prepare, revert), complete.stream());
  }

  private static boolean completes(@Nullable Completion completion) {
    return completion != null
        && (completion.tag() != null
            || completion.checkpointFile() != null
            || completion.progressFile() != null);
  }

  /**
   * The Git Job after a step: it puts the commit of a step that has gates onto the branch, or looks
   * whether a person has left what was asked for.
   */
  static Optional<PlanStep> after(Step step, String phase, int phaseIndex, PhaseRolloutSpec spec) {
    boolean inspects =
        step.manual() != null && (step.commit() != null || !step.deliverables().isEmpty());
    boolean advances = step.run() != null && step.commit() != null && !step.gates().isEmpty();
    return spec.workspace() != null && (inspects || advances)
        ? Optional.of(job(step.name(), phase, phaseIndex, spec))
        : Optional.empty();
  }

  private static PlanStep job(String name, String phase, int phaseIndex, PhaseRolloutSpec spec) {
    Step step = nothingBut(name);
    return new PlanStep(
        name,
        phase,
        phaseIndex,
        step,
        List.of(),
        Optional.of(NOTHING),
        Optional.empty(),
        whereItRuns(spec),
        PlanDefaults.stepDefaults(spec).securityContext(),
        PlanDefaults.START_TIMEOUT,
        TIMEOUT,
        RETRY,
        false,
        new PlanDigest(step, Optional.empty(), List.of(), Map.of(), spec),
        new PlanJobName(),
        List.of(),
        Role.GIT,
        Optional.empty(),
        Optional.empty());
  }

  /** Nodes, tolerations and pull secrets that steps need, a Git Job beside them needs too. */
  private static List<Map<String, Object>> whereItRuns(PhaseRolloutSpec spec) {
    Map<String, Object> template = PlanDefaults.stepDefaults(spec).template();
    return template.isEmpty() ? List.of() : List.of(template);
  }

  static Step nothingBut(String name) {
    return new Step(
        name, null, null, null, null, null, null, Map.of(), List.of(), List.of(), null, null, null,
        null, null, null, null, null, List.of(), null, List.of());
  }
}
