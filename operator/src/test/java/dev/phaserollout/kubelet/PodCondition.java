package dev.phaserollout.kubelet;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A condition that the kubelet writes.
 *
 * @param type the word of the status
 */
record PodCondition(String type, boolean holds, Optional<String> reason, Optional<String> message) {

  /** All of them, in the order in which a kubelet lists them. */
  static List<PodCondition> of(PodRecord pod) {
    return List.of(
        plain("PodReadyToStartContainers", pod.sandbox()),
        initialized(pod),
        ready("Ready", pod),
        ready("ContainersReady", pod),
        plain("PodScheduled", true));
  }

  private static PodCondition initialized(PodRecord pod) {
    if (PodPhase.heading(pod) == PodPhase.SUCCEEDED) {
      return because("Initialized", true, "PodCompleted");
    }
    if (PodRules.initialized(pod)) {
      return plain("Initialized", true);
    }
    return because("Initialized", false, "ContainersNotInitialized")
        .saying("containers with incomplete status: " + names(pod.initial(), one -> !through(one)));
  }

  private static boolean through(ContainerRecord one) {
    return one.role() == ContainerRole.SIDECAR
        ? one.id().isPresent()
        : one.end().isPresent() && !one.failed();
  }

  private static PodCondition ready(String type, PodRecord pod) {
    PodPhase heading = PodPhase.heading(pod);
    if (heading.last()) {
      String reason = heading == PodPhase.SUCCEEDED ? "PodCompleted" : "PodFailed";
      return because(type, false, reason);
    }
    List<ContainerRecord> counted =
        Stream.concat(pod.of(ContainerRole.SIDECAR), pod.of(ContainerRole.MAIN)).toList();
    if (counted.stream().allMatch(ContainerRecord::running)) {
      return plain(type, true);
    }
    return because(type, false, "ContainersNotReady")
        .saying("containers with unready status: " + names(counted, one -> !one.running()));
  }

  private static String names(List<ContainerRecord> all, Predicate<ContainerRecord> which) {
    return "["
        + String.join(" ", all.stream().filter(which).map(ContainerRecord::name).toList())
        + "]";
  }

  private static PodCondition plain(String type, boolean holds) {
    return new PodCondition(type, holds, Optional.empty(), Optional.empty());
  }

  private static PodCondition because(String type, boolean holds, String reason) {
    return new PodCondition(type, holds, Optional.of(reason), Optional.empty());
  }

  private PodCondition saying(String text) {
    return new PodCondition(type, holds, reason, Optional.of(text));
  }
}
