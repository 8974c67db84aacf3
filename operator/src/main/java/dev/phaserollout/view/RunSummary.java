package dev.phaserollout.view;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run has come to, in a sentence. */
public final class RunSummary {

  private RunSummary() {}

  /** Empty before the first run. */
  public static Optional<Line> of(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus())
        .flatMap(
            status ->
                Optional.ofNullable(status.run())
                    .map(run -> line(rollout.getMetadata().getName(), status, run)));
  }

  private static Line line(String name, PhaseRolloutStatus status, RunStatus run) {
    String result = run.result() == null ? "Not ended" : run.result();
    String time = Elapsed.between(run.startedAt(), run.completedAt(), Instant.EPOCH);
    long ran = steps(status).filter(step -> step.attempt() != null && !reused(step)).count();
    long reused = steps(status).filter(RunSummary::reused).count();
    long failed = steps(status).filter(RunSummary::failed).count();
    Tone tone = run.result() == null ? Tone.WARNING : Words.well(result) ? Tone.GOOD : Tone.BAD;
    return Line.of(tone, result)
        .and(
            Tone.PLAIN,
            ": run "
                + run.number()
                + " of "
                + name
                + (run.completedAt() == null || time.isEmpty() ? "" : " in " + time)
                + ", "
                + steps(ran)
                + " run"
                + (reused == 0 ? "" : ", " + steps(reused) + " reused from earlier runs")
                + (failed == 0 ? "" : ", " + steps(failed) + " without success")
                + (run.rollback() == null ? "" : "; " + RollbackPicture.numbers(run.rollback())));
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().flatMap(phase -> phase.steps().stream()),
        status.finallySteps().stream());
  }

  private static boolean reused(StepStatus step) {
    return step.reusedFromRun() != null;
  }

  private static boolean failed(StepStatus step) {
    return Words.over(Words.state(step)) && !Words.well(Words.state(step));
  }

  private static String steps(long number) {
    return number + (number == 1 ? " step" : " steps");
  }

  /**
   * A step that ended without success, and its phase.
   *
   * @param phase {@code finally} for a step of no phase
   */
  public record FailedStep(String phase, StepStatus step) {}

  /**
   * What a step that runs at the end of every run has to say to those who wait for it.
   *
   * @param name of its output
   * @param value on one line
   */
  public record Said(String step, String name, String value) {}

  /** The outputs of the steps of {@code finally}, which no other step reads. */
  public static List<Said> said(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).stream()
        .flatMap(status -> status.finallySteps().stream())
        .flatMap(
            step ->
                new TreeMap<>(Optional.ofNullable(step.outputs()).orElse(Map.of()))
                    .entrySet().stream()
                        .map(
                            output ->
                                new Said(
                                    step.name(), output.getKey(), OneLine.of(output.getValue()))))
        .toList();
  }

  /** The steps of the run that ended without success, in the order of the tree. */
  public static List<FailedStep> failed(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null) {
      return List.of();
    }
    Stream<FailedStep> ofPhases =
        status.phases().stream().flatMap(phase -> failed(phase.name(), phase));
    Stream<FailedStep> last =
        status.finallySteps().stream().map(step -> new FailedStep("finally", step));
    return Stream.concat(ofPhases, last).filter(found -> failed(found.step())).toList();
  }

  /** The compensations that ended without success, each seen as a step, in the same order. */
  public static List<FailedStep> notUndone(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null) {
      return List.of();
    }
    return status.phases().stream()
        .flatMap(
            phase ->
                phase.steps().stream()
                    .flatMap(step -> step.undone().stream())
                    .map(undo -> new FailedStep(phase.name(), undo)))
        .filter(found -> failed(found.step()))
        .toList();
  }

  /** The Git Jobs that ended without success, each seen as a step, in the order of their time. */
  public static List<FailedStep> failedGit(PhaseRollout rollout) {
    Optional<PhaseRolloutStatus> status = Optional.ofNullable(rollout.getStatus());
    Stream<FailedStep> ofSteps =
        status.stream()
            .flatMap(known -> known.phases().stream())
            .flatMap(
                phase ->
                    phase.steps().stream()
                        .flatMap(step -> step.landing().stream())
                        .map(work -> new FailedStep(phase.name(), work)));
    Stream<FailedStep> ofRun =
        Stream.of(GitWorks.PREPARE, GitWorks.COMPLETE, GitWorks.REVERT)
            .flatMap(work -> work.of(status).stream())
            .map(work -> new FailedStep(GitWorks.PHASE, work));
    return Stream.concat(ofSteps, ofRun).filter(found -> failed(found.step())).toList();
  }

  private static Stream<FailedStep> failed(String name, PhaseStatus phase) {
    return phase.steps().stream().map(step -> new FailedStep(name, step));
  }
}
