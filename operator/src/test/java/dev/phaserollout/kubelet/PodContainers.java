package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerRecord.RestartPolicy;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads from the spec of a pod which containers it has and what they are to each other. */
final class PodContainers {
  private PodContainers() {}

  /** All of them as they are before anything has happened. */
  static List<ContainerRecord> untried(Pod pod) {
    List<ContainerRecord> records = new ArrayList<>();
    RestartPolicy policy = policy(pod);
    // an init container has done its work when it has ended well, whatever restarts the others
    RestartPolicy ofInit = policy == RestartPolicy.NEVER ? policy : RestartPolicy.ON_FAILURE;
    for (Container one : pod.getSpec().getInitContainers()) {
      boolean sidecar = "Always".equals(one.getRestartPolicy());
      records.add(
          ContainerRecord.untried(
              one.getName(),
              sidecar ? ContainerRole.SIDECAR : ContainerRole.INIT,
              sidecar ? RestartPolicy.ALWAYS : ofInit,
              Waiting.FOR_INIT_CONTAINERS));
    }
    Waiting first = records.isEmpty() ? Waiting.FOR_ITS_TURN : Waiting.FOR_INIT_CONTAINERS;
    for (Container one : pod.getSpec().getContainers()) {
      records.add(ContainerRecord.untried(one.getName(), ContainerRole.MAIN, policy, first));
    }
    return records;
  }

  static Container spec(Pod pod, String name) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RestartPolicy policy(Pod pod) {
    return switch (pod.getSpec().getRestartPolicy()) {
      case "Never" -> RestartPolicy.NEVER;
      case "OnFailure" -> RestartPolicy.ON_FAILURE;
      default -> RestartPolicy.ALWAYS;
    };
  }
}
