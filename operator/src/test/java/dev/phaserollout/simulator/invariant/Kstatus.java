package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRollout;

/**
 * What a GitOps tool makes of a rollout. The algorithm is the one of sigs.k8s.io/cli-utils, package
 * kstatus, for a kind that it does not know: generation first, then the conditions Reconciling and
 * Stalled in the order of the list, then Ready.
 */
enum Kstatus {
  IN_PROGRESS,
  FAILED,
  CURRENT;

  static Kstatus of(PhaseRollout rollout) {
    Long observed = rollout.getStatus().observedGeneration();
    Long generation = rollout.getMetadata().getGeneration();
    if (observed != null && generation != null && !observed.equals(generation)) {
      return IN_PROGRESS;
    }
    for (Condition condition : rollout.getStatus().conditions()) {
      boolean isTrue = "True".equals(condition.status());
      if (isTrue && "Reconciling".equals(condition.type())) {
        return IN_PROGRESS;
      }
      if (isTrue && "Stalled".equals(condition.type())) {
        return FAILED;
      }
    }
    for (Condition condition : rollout.getStatus().conditions()) {
      if ("Ready".equals(condition.type())) {
        return "True".equals(condition.status()) ? CURRENT : IN_PROGRESS;
      }
    }
    return CURRENT;
  }
}
