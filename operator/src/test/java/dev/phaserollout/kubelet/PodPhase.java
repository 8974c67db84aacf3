package dev.phaserollout.kubelet;

import java.util.Locale;

/** The phase of a pod, and where it is heading. */
enum PodPhase {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED;

  /** What the status says: a pod in which something still runs has no final phase. */
  static PodPhase of(PodRecord pod) {
    PodPhase heading = heading(pod);
    if (pod.over() || !heading.last()) {
      return heading;
    }
    return PodRules.initialized(pod) ? RUNNING : PENDING;
  }

  /** What the containers amount to, even while others still run; conditions speak of this one. */
  static PodPhase heading(PodRecord pod) {
    boolean initFailed = pod.of(ContainerRole.INIT).anyMatch(one -> one.done() && one.failed());
    boolean outOfTime = pod.ending().flatMap(PodRecord.Ending::reason).isPresent();
    if (initFailed || outOfTime) {
      return FAILED;
    }
    boolean sidecars = pod.of(ContainerRole.SIDECAR).anyMatch(ContainerRecord::running);
    if (!sidecars && pod.main().stream().allMatch(ContainerRecord::done)) {
      return pod.main().stream().anyMatch(ContainerRecord::failed) ? FAILED : SUCCEEDED;
    }
    boolean begun = pod.main().stream().anyMatch(one -> one.id().isPresent());
    return begun && PodRules.initialized(pod) ? RUNNING : over(pod);
  }

  private static PodPhase over(PodRecord pod) {
    return pod.over() ? FAILED : PENDING;
  }

  boolean last() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** The word of the status. */
  String word() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
