package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/**
 * What a watch on pods tells.
 *
 * @param seen a pod as it is now
 * @param vanished a pod that does not exist any more
 */
record PodEvents(Consumer<Pod> seen, Consumer<Pod> vanished) implements ResourceEventHandler<Pod> {
  @Override
  public void onAdd(Pod pod) {
    seen.accept(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    seen.accept(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean lastStateUnknown) {
    vanished.accept(pod);
  }

  /** Whether the status of a pod is its last word. */
  static boolean ended(Pod pod) {
    String phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
    return "Succeeded".equals(phase) || "Failed".equals(phase);
  }
}
