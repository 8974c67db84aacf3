package dev.phaserollout.engine;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRollout;
import java.util.Optional;

/**
 * What kstatus makes of an object, after the rules that its documentation states for any custom
 * resource: a newer generation than the observed one, or {@code Reconciling}, is in progress;
 * {@code Stalled} is failed; else {@code Ready} decides, and an object that says nothing is
 * current. Written apart from the engine, so that the two can disagree.
 */
final class KstatusRules {

  private KstatusRules() {}

  static String of(PhaseRollout rollout) {
    if (rollout.isMarkedForDeletion()) {
      return "Terminating";
    }
    if (rollout.getStatus() == null) {
      return "InProgress";
    }
    Long observed = rollout.getStatus().observedGeneration();
    if (observed != null && !observed.equals(rollout.getMetadata().getGeneration())) {
      return "InProgress";
    }
    if (is(rollout, "Reconciling", "True")) {
      return "InProgress";
    }
    if (is(rollout, "Stalled", "True")) {
      return "Failed";
    }
    return condition(rollout, "Ready").isEmpty() || is(rollout, "Ready", "True")
        ? "Current"
        : "InProgress";
  }

  private static boolean is(PhaseRollout rollout, String type, String status) {
    return condition(rollout, type).filter(status::equals).isPresent();
  }

  private static Optional<String> condition(PhaseRollout rollout, String type) {
    return rollout.getStatus().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .map(Condition::status)
        .findFirst();
  }
}
