package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Failures and disruptions are counted apart, and an exit code that is not to be retried is not.
 * How an attempt ended that was being cancelled by then does not count: it was given up for another
 * reason. Nor does how one ended whose Job somebody deleted before it was read: it counts in the
 * sum of attempts alone.
 */
final class RetryLimitsHold implements Invariant {

  static final int DISRUPTION_LIMIT_BY_DEFAULT = 3;

  /** Nobody sets the limits of Git Jobs. */
  private static final Retry OF_GIT = new Retry(3, null, List.of());

  private static final Set<String> UNDER_WAY =
      Set.of("Starting", "Running", "Cancelling", "Retrying");

  @Override
  public String sentence() {
    return "no step is tried more often than retry.limit and disruptionLimit allow";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : history.pods()) {
      if (pod.attempt().number() == 1) {
        continue;
      }
      Optional<PhaseRolloutSpec> spec = history.specOfRun(pod.attempt().run());
      Optional<Step> step = spec.flatMap(one -> Claims.stepOf(one, pod.attempt().step()));
      if (pod.attempt().role() == Role.GIT) {
        judge(found, pod, forgiven(history, pod), earlierOf(history, pod), OF_GIT, null);
      } else if (step.isPresent()) {
        Retry retry = retryOf(spec.get(), step.get(), pod.attempt().role());
        Integer limit = step.get().disruptionLimit();
        judge(found, pod, forgiven(history, pod), earlierOf(history, pod), retry, limit);
      }
    }
    return found;
  }

  private static void judge(
      List<Evidence> found,
      PodRun pod,
      int forgiven,
      List<PodRun> all,
      Retry retry,
      @Nullable Integer disruptionLimit) {
    List<PodRun> earlier =
        all.stream().filter(other -> other.attempt().number() > forgiven).toList();
    int retries = retry.limit() == null ? 0 : retry.limit();
    int disruptions = disruptionLimit == null ? DISRUPTION_LIMIT_BY_DEFAULT : disruptionLimit;
    long failed = earlier.stream().filter(RetryLimitsHold::failed).count();
    long disrupted = earlier.stream().filter(RetryLimitsHold::disrupted).count();
    if (pod.attempt().number() - forgiven > 1 + retries + disruptions) {
      found.add(new Evidence(pod.move(), pod + ", limits " + retries + " and " + disruptions));
    }
    if (failed > retries) {
      found.add(new Evidence(pod.move(), pod + " after " + failed + " failures, limit " + retries));
    }
    if (disrupted > disruptions) {
      found.add(
          new Evidence(
              pod.move(), pod + " after " + disrupted + " disruptions, limit " + disruptions));
    }
    earlier.stream()
        .filter(one -> retry.nonRetryableExitCodes().contains(exitCodeOf(one)))
        .forEach(
            one ->
                found.add(
                    new Evidence(pod.move(), pod + " although " + one + " must not be retried")));
  }

  /**
   * How many attempts a person has let go: the number of the newest one that had ended, or had led
   * to a question, when a later one was ordered all the same.
   */
  private static int forgiven(History history, PodRun pod) {
    int forgiven = 0;
    for (History.Write write : history.writes()) {
      if (write.version() <= pod.version() && Claims.run(write.before()) == pod.attempt().run()) {
        Optional<Claims.Work> before = Claims.work(write.before().getStatus(), pod.attempt());
        Optional<Claims.Work> after = Claims.work(write.after().getStatus(), pod.attempt());
        if (before.isPresent()
            && after.isPresent()
            && !rests(after.get())
            && (rests(before.get()) || commanded(write, before.get(), after.get()))) {
          forgiven = before.get().attempt();
        }
      }
    }
    return forgiven;
  }

  /**
   * One decision may see a compensation fail and obey the command that goes on with it; while the
   * rollout is suspended its next attempt only waits.
   */
  private static boolean commanded(History.Write write, Claims.Work before, Claims.Work after) {
    boolean goesOn = before.attempt() < after.attempt() || after.state().equals("Retrying");
    return goesOn
        && !Objects.equals(
            write.before().getStatus().lastHandled(), write.after().getStatus().lastHandled());
  }

  private static boolean rests(Claims.Work work) {
    return !UNDER_WAY.contains(work.state());
  }

  private static Retry retryOf(PhaseRolloutSpec spec, Step step, Role role) {
    boolean undoes = role == Role.ROLLBACK && step.rollback() != null;
    return undoes && step.rollback().retry() != null
        ? step.rollback().retry()
        : retryOf(spec, step);
  }

  static Retry retryOf(PhaseRolloutSpec spec, Step step) {
    if (step.retry() != null) {
      return step.retry();
    }
    Retry byDefault = spec.stepDefaults() == null ? null : spec.stepDefaults().retry();
    return byDefault == null ? new Retry(0, null, List.of()) : byDefault;
  }

  private static List<PodRun> earlierOf(History history, PodRun pod) {
    return history.pods().stream()
        .takeWhile(other -> other != pod)
        .filter(other -> other.attempt().run() == pod.attempt().run())
        .filter(other -> other.attempt().step().equals(pod.attempt().step()))
        .filter(other -> other.attempt().role() == pod.attempt().role())
        .filter(other -> !Claims.wasCancelled(history, other.attempt()))
        .filter(other -> !history.wasDeletedByHand(other.attempt()))
        .toList();
  }

  private static boolean failed(PodRun pod) {
    return pod.outcome()
        .filter(how -> !(how instanceof AttemptOutcome.Disrupted))
        .filter(how -> !pod.endedWell() || Outputs.unreadable(pod))
        .isPresent();
  }

  private static boolean disrupted(PodRun pod) {
    return pod.outcome().filter(AttemptOutcome.Disrupted.class::isInstance).isPresent();
  }

  private static int exitCodeOf(PodRun pod) {
    return pod.outcome()
        .filter(AttemptOutcome.Failed.class::isInstance)
        .map(how -> ((AttemptOutcome.Failed) how).exitCode())
        .orElse(0);
  }
}
