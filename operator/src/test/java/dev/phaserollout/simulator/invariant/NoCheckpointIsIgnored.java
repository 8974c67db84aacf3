package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.HandledCommands;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Reuse;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A checkpoint stands from the write that recorded it until the step itself or anything that comes
 * before it in the graph is started again or undone, a spec leaves the step out, a run skips it, or
 * somebody commands a rerun.
 */
final class NoCheckpointIsIgnored implements Invariant {

  @Override
  public String sentence() {
    return "no finished step runs again in a later run while its checkpoint stands";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      Optional<Write> checkpoint = checkpointOf(history, pod);
      Optional<PhaseRolloutSpec> spec = history.specOfRun(pod.attempt().run());
      if (checkpoint.isPresent()
          && spec.isPresent()
          && mayReuse(spec.get(), pod.attempt())
          && stands(history, checkpoint.get(), pod, spec.get())) {
        String when = " although version " + checkpoint.get().version() + " holds its checkpoint";
        found.add(new Evidence(pod.move(), pod + when));
      }
    }
    return found;
  }

  /** The newest write of an earlier run in which the step had succeeded with the same digest. */
  private static Optional<Write> checkpointOf(History history, PodRun pod) {
    Optional<Write> newest = Optional.empty();
    for (Write write : history.writes()) {
      boolean earlier = Claims.run(write.after()) < pod.attempt().run();
      if (earlier
          && Claims.step(write.after().getStatus(), pod.attempt().step())
              .filter(Claims::succeeded)
              .filter(step -> pod.attempt().digest().equals(step.digest()))
              .isPresent()) {
        newest = Optional.of(write);
      }
    }
    return newest;
  }

  private static boolean mayReuse(PhaseRolloutSpec spec, Attempt attempt) {
    return Claims.stepOf(spec, attempt.step()).map(Step::reuse).orElse(Reuse.WhenUnchanged)
            != Reuse.Never
        && !Claims.FINALLY.equals(attempt.phase())
        && Claims.placeOf(spec, attempt.phase()) < spec.phases().size();
  }

  private static boolean stands(
      History history, Write checkpoint, PodRun pod, PhaseRolloutSpec spec) {
    int from = checkpoint.version();
    boolean somethingStartedSince =
        history.writes().stream()
            .filter(write -> write.version() > from && write.version() <= pod.version())
            .anyMatch(
                write ->
                    startsSomethingBefore(spec, write, pod.attempt())
                        || undoesSomethingBefore(spec, write, pod.attempt()));
    return !somethingStartedSince
        && !takenBackSince(history, checkpoint, pod)
        && !undoesSomethingBefore(spec, checkpoint, pod.attempt())
        && history.writes().stream()
            .filter(write -> write.version() > from && write.version() <= pod.version())
            .noneMatch(write -> voids(checkpoint, write, pod.attempt().step()));
  }

  /**
   * Generous: every step of the same or an earlier phase counts, and every step that is no longer
   * known.
   */
  private static boolean startsSomethingBefore(
      PhaseRolloutSpec spec, Write write, Attempt attempt) {
    boolean itself = Claims.run(write.after()) == attempt.run();
    return Claims.steps(write.after().getStatus())
        .filter(other -> Claims.active(other) || Claims.waits(other) || Claims.asks(other))
        .filter(other -> !(itself && other.name().equals(attempt.step())))
        .anyMatch(
            other ->
                Claims.placeOfStep(spec, other.name()) <= Claims.placeOf(spec, attempt.phase()));
  }

  /** One write may end a rollback that reverts commits and begin the next run. */
  private static boolean takenBackSince(History history, Write checkpoint, PodRun pod) {
    int from = Claims.run(checkpoint.after());
    return history.pods().stream()
        .filter(other -> other.attempt().role() == Role.GIT && other.endedWell())
        .filter(other -> other.attempt().step().equals("revert"))
        .anyMatch(
            other -> other.attempt().run() >= from && other.attempt().run() < pod.attempt().run());
  }

  private static boolean undoesSomethingBefore(
      PhaseRolloutSpec spec, Write write, Attempt attempt) {
    return Claims.steps(write.after().getStatus())
        .filter(other -> other.rollback() != null)
        .anyMatch(
            other ->
                Claims.placeOfStep(spec, other.name()) <= Claims.placeOf(spec, attempt.phase()));
  }

  private static boolean voids(Write checkpoint, Write write, String step) {
    HandledCommands before = checkpoint.after().getStatus().lastHandled();
    HandledCommands now = write.after().getStatus().lastHandled();
    String rerunBefore = before == null ? null : before.rerun();
    String rerunNow = now == null ? null : now.rerun();
    return !Objects.equals(rerunBefore, rerunNow)
        || Claims.step(write.after().getStatus(), step)
            .filter(one -> !Claims.skipped(one))
            .isEmpty();
  }
}
