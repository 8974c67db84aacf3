package dev.phaserollout.kubelet;

import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many trivial pods a second a test kubelet brings from their creation to {@code Succeeded}:
 * with a process each, and at once. Etcd, the API server and whoever creates the pods work on the
 * same processors.
 *
 * <p>A program with a report, not a test: {@code ./mvnw -Pbenchmark test
 * -Dbenchmark.main=dev.phaserollout.kubelet.PodRateBenchmark -Dbenchmark.args=1000}; the argument
 * is the number of pods.
 */
final class PodRateBenchmark {
  private static final int CREATORS = 4;
  private static final int MINUTES_MAX = 10;

  private final RunningControlPlane controlPlane;
  private final int pods;

  private PodRateBenchmark(RunningControlPlane controlPlane, int pods) {
    this.controlPlane = controlPlane;
    this.pods = pods;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws InterruptedException {
    // the benchmark runs without the settings of the tests, and a log line costs more than a pod
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    int pods = args.length == 0 ? 1000 : Integer.parseInt(args[0]);
    try (RunningControlPlane controlPlane = RunningControlPlane.start();
        TestKubelet kubelet = TestKubelet.start(controlPlane.client())) {
      PodRateBenchmark benchmark = new PodRateBenchmark(controlPlane, pods);
      benchmark.measure(Map.of());
      report(kubelet, "a process each", pods, benchmark.measure(Map.of()));
      Map<String, String> instant = Map.of(KubeletOptions.INSTANT, "");
      report(kubelet, "at once", pods, benchmark.measure(instant));
    }
  }

  private static void report(TestKubelet kubelet, String how, int pods, Duration took) {
    System.out.printf(
        Locale.ROOT,
        "%-16s %6d pods on %s in %6.1f s: %6.1f pods/s%n",
        how,
        pods,
        kubelet.nodeName(),
        took.toMillis() / 1e3,
        pods * 1e3 / took.toMillis());
  }

  private Duration measure(Map<String, String> annotations) throws InterruptedException {
    String namespace = controlPlane.newNamespace("rate");
    CountDownLatch succeeded = new CountDownLatch(pods);
    KubernetesClient client = controlPlane.client();
    ExecutorService creators = Executors.newFixedThreadPool(CREATORS);
    try (SharedIndexInformer<Pod> informer =
        client.pods().inNamespace(namespace).inform(new FirstSuccess(succeeded))) {
      long start = System.nanoTime();
      for (int i = 0; i < pods; i++) {
        Pod pod = trivial(namespace, "pod-" + i, annotations);
        Future<?> unused = creators.submit(() -> client.resource(pod).create());
      }
      if (!succeeded.await(MINUTES_MAX, TimeUnit.MINUTES)) {
        throw new IllegalStateException(succeeded.getCount() + " pods have not succeeded");
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      creators.shutdownNow();
    }
  }

  private static Pod trivial(String namespace, String name, Map<String, String> annotations) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .addNewContainer()
        .withName("step")
        .withImage(PodCluster.IMAGE)
        .withCommand("true")
        .endContainer()
        .endSpec()
        .build();
  }

  /** Counts each pod once. */
  private record FirstSuccess(CountDownLatch succeeded) implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      onUpdate(new Pod(), pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      if (PodEvents.ended(pod) && !PodEvents.ended(before)) {
        succeeded.countDown();
      }
    }

    @Override
    public void onDelete(Pod pod, boolean lastStateUnknown) {
      // nobody deletes them
    }
  }
}
