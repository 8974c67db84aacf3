package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;

/**
 * How long a container waits until it is started again: not at all the first time, then 10 s, and
 * twice as long each time up to some five minutes.
 */
record RestartBackOff(Duration delay) {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int DOUBLINGS_MAX = 5;

  /**
   * @param restarts how often it has been started again so far
   */
  static RestartBackOff after(int restarts) {
    return restarts == 0
        ? new RestartBackOff(Duration.ZERO)
        : new RestartBackOff(FIRST.multipliedBy(1L << Math.min(restarts - 1, DOUBLINGS_MAX)));
  }

  /** What the container is said to do meanwhile. */
  Waiting waiting(Pod pod, String container) {
    ObjectMeta metadata = pod.getMetadata();
    return Waiting.because(
        "CrashLoopBackOff",
        "back-off "
            + delay.toSeconds()
            + "s restarting failed container="
            + container
            + " pod="
            + metadata.getName()
            + "_"
            + metadata.getNamespace()
            + "("
            + metadata.getUid()
            + ")");
  }
}
