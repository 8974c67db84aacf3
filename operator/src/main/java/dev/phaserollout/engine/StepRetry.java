package dev.phaserollout.engine;

import dev.phaserollout.api.Backoff;
import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepDefaults;
import java.time.Duration;
import java.util.List;

/**
 * How often a step is tried again, and after which pause.
 *
 * @param limit further attempts after a failed one
 * @param disruptionLimit further attempts after one that the surroundings took away; counted apart
 */
record StepRetry(
    int limit,
    Duration backoff,
    int factor,
    Duration maxBackoff,
    List<Integer> nonRetryableExitCodes,
    int disruptionLimit,
    OnLost onLost) {

  static final Duration BACKOFF = Duration.ofSeconds(10);
  static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
  static final int DISRUPTION_LIMIT = 3;

  static StepRetry of(Step step, StepDefaults defaults) {
    Retry retry = step.retry() == null ? defaults.retry() : step.retry();
    Backoff backoff = retry == null ? null : retry.backoff();
    Integer limit = retry == null ? null : retry.limit();
    Integer factor = backoff == null ? null : backoff.factor();
    return new StepRetry(
        limit == null ? 0 : Math.max(0, limit),
        PlanDefaults.duration(backoff == null ? null : backoff.duration(), BACKOFF),
        factor == null ? 2 : Math.max(1, factor),
        PlanDefaults.duration(backoff == null ? null : backoff.maxDuration(), MAX_BACKOFF),
        retry == null ? List.of() : retry.nonRetryableExitCodes(),
        step.disruptionLimit() == null ? DISRUPTION_LIMIT : Math.max(0, step.disruptionLimit()),
        step.onLost() == null ? OnLost.Ask : step.onLost());
  }

  /**
   * The pause after the n-th failed attempt: {@code backoff × factor^(n-1)}, at most {@code
   * maxBackoff}.
   */
  Duration pauseAfter(int failures) {
    Duration pause = backoff;
    for (int n = 1; n < failures && pause.compareTo(maxBackoff) < 0; n++) {
      pause = pause.multipliedBy(factor);
    }
    return pause.compareTo(maxBackoff) > 0 ? maxBackoff : pause;
  }

  /** Whether one more attempt follows; {@code tally} counts the failure already. */
  boolean again(StepFailure failure, StepTally tally) {
    return switch (failure.kind()) {
      case INTERRUPTED -> true;
      case DISRUPTED -> tally.disruptions() <= disruptionLimit;
      case LOST -> onLost == OnLost.Retry && tally.failures() <= limit;
      case FAILED, TIMED_OUT, ERROR ->
          tally.failures() <= limit
              && !failure.lasting()
              && failure.exitCode().stream().noneMatch(nonRetryableExitCodes::contains);
      case ABORTED, REJECTED -> false;
    };
  }
}
