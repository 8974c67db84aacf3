package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When each pod of each chain was there, and when it had succeeded, as one watch tells it. */
final class PodWatch implements AutoCloseable, ResourceEventHandler<Pod> {

  private record Step(String chain, int number) {}

  private final Map<Step, Long> created = new ConcurrentHashMap<>();
  private final Map<Step, Long> succeeded = new ConcurrentHashMap<>();
  private final Map<String, Integer> pods = new ConcurrentHashMap<>();
  private final CountDownLatch left;
  private final SharedIndexInformer<Pod> informer;

  PodWatch(KubernetesClient client, String namespace, int stepsInAll) {
    this.left = new CountDownLatch(stepsInAll);
    this.informer = client.pods().inNamespace(namespace).inform(this);
  }

  @Override
  public void onAdd(Pod pod) {
    pods.merge(pod.getMetadata().getLabels().get("job-name"), 1, Integer::sum);
    created.putIfAbsent(step(pod), System.nanoTime());
    onUpdate(pod, pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    boolean over = pod.getStatus() != null && "Succeeded".equals(pod.getStatus().getPhase());
    if (over && succeeded.putIfAbsent(step(pod), System.nanoTime()) == null) {
      left.countDown();
    }
  }

  @Override
  public void onDelete(Pod pod, boolean unknown) {
    // Pods of finished steps are garbage of an earlier round.
  }

  /** Waits until every step has succeeded. */
  void await(Duration atMost) throws InterruptedException {
    if (!left.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(left.getCount() + " steps had not ended after " + atMost);
    }
  }

  /** From a step's success to the next step's pod, in milliseconds. */
  List<Double> gaps() {
    List<Double> gaps = new ArrayList<>();
    succeeded.forEach(
        (step, at) -> {
          Long next = created.get(new Step(step.chain(), step.number() + 1));
          if (next != null) {
            gaps.add((next - at) / 1e6);
          }
        });
    return gaps;
  }

  /** When the last step had succeeded, in the time of {@link System#nanoTime}. */
  long last() {
    return succeeded.values().stream().mapToLong(at -> at).max().orElseThrow();
  }

  long first() {
    return created.values().stream().mapToLong(at -> at).min().orElseThrow();
  }

  /** Jobs that had more than one pod. */
  long doubled() {
    return pods.values().stream().filter(count -> count > 1).count();
  }

  int jobs() {
    return pods.size();
  }

  private static Step step(Pod pod) {
    return new Step(
        JobIdentity.label(pod, JobIdentity.ROLLOUT),
        Chain.number(JobIdentity.label(pod, JobIdentity.STEP)));
  }

  @Override
  public void close() {
    informer.close();
  }
}
