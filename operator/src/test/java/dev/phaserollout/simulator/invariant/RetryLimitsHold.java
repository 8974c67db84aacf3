package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Failures and disruptions are counted apart, and an exit code that is not to be retried is not.
 * How an attempt ended that was being cancelled by then does not count: it was given up for another
 * reason. Nor does how one ended whose Job somebody deleted before it was read: it counts in the
 * sum of attempts alone.
 */
final class RetryLimitsHold implements Invariant {

  static final int DISRUPTION_LIMIT_BY_DEFAULT = 3;

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
      if (step.isPresent()) {
        judge(found, pod, earlierOf(history, pod), retryOf(spec.get(), step.get()), step.get());
      }
    }
    return found;
  }

  private static void judge(
      List<Evidence> found, PodRun pod, List<PodRun> earlier, Retry retry, Step step) {
    int retries = retry.limit() == null ? 0 : retry.limit();
    int disruptions =
        step.disruptionLimit() == null ? DISRUPTION_LIMIT_BY_DEFAULT : step.disruptionLimit();
    long failed = earlier.stream().filter(RetryLimitsHold::failed).count();
    long disrupted = earlier.stream().filter(RetryLimitsHold::disrupted).count();
    if (pod.attempt().number() > 1 + retries + disruptions) {
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
