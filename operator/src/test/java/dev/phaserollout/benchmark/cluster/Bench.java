package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.cli.Main;
import dev.phaserollout.controlplane.AuditedWrite;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import dev.phaserollout.kubelet.KubeletOptions;
import dev.phaserollout.kubelet.TestKubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One control plane with pods that end at once, and rounds on it. */
final class Bench implements AutoCloseable {

  /**
   * The flags of the image, and the heap that it gives itself in the chart's limit of 512 MiB.
   * Property {@code benchmark.jvm} sets others, with spaces between.
   */
  static final List<String> JVM =
      List.of(
          System.getProperty(
                  "benchmark.jvm",
                  "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
                      + " -XX:NewRatio=1 -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40"
                      + " -Xms82m -Xmx358m")
              .split(" "));

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final String AGENT = "phaserollout-operator/";

  private final RunningControlPlane plane;
  private final TestKubelet kubelet;
  private final Path kubeconfig;
  private final String namespace;

  Bench(RunningControlPlane plane) {
    this.plane = plane;
    this.kubeconfig = plane.kubeconfig(User.ADMIN);
    plane.kubectl().run("apply", "-f", Path.of("..", "crds").toString());
    this.namespace = plane.newNamespace("operator");
    this.kubelet = TestKubelet.start(plane.client(), KubeletOptions.standard().endingAtOnce());
  }

  KubernetesClient client() {
    return plane.client();
  }

  RunningControlPlane plane() {
    return plane;
  }

  ChildJvm operator(List<String> jvm) {
    ChildJvm operator =
        ChildJvm.start(
            kubeconfig,
            jvm,
            Main.class,
            List.of("operator", "--port", "0", "--namespace", namespace));
    operator.awaitLine("Started");
    return operator;
  }

  Round operatorRound(ChildJvm operator, int chains, int steps) throws InterruptedException {
    try (PodWatch pods = new PodWatch(client(), namespace, chains * steps)) {
      long mark = plane.audit().mark();
      double cpu = operator.cpuMillis();
      long planeCpu = plane.processorTime().toMillis();
      create(namespace, chains, steps);
      pods.await(LONGEST);
      awaitSucceeded(namespace);
      List<AuditedWrite> writes =
          plane.audit().since(mark).stream()
              .filter(write -> write.userAgent().startsWith(AGENT))
              .filter(write -> write.namespace().filter(namespace::equals).isPresent())
              .toList();
      return Round.of(
          "operator",
          chains,
          steps,
          pods,
          writes,
          operator.cpuMillis() - cpu,
          plane.processorTime().toMillis() - planeCpu,
          operator.residentMebibytes());
    } finally {
      clear();
    }
  }

  Round floorRound(int chains, int steps) throws InterruptedException {
    String namespace = plane.newNamespace("floor");
    create(namespace, chains, steps);
    try (PodWatch pods = new PodWatch(client(), namespace, chains * steps);
        ChildJvm floor =
            ChildJvm.start(
                kubeconfig,
                JVM,
                Floor.class,
                List.of(namespace, String.valueOf(chains), String.valueOf(steps)))) {
      floor.awaitLine("ready");
      long mark = plane.audit().mark();
      double cpu = floor.cpuMillis();
      long planeCpu = plane.processorTime().toMillis();
      floor.say("go");
      pods.await(LONGEST);
      List<AuditedWrite> writes =
          plane.audit().since(mark).stream()
              .filter(write -> write.namespace().filter(namespace::equals).isPresent())
              .filter(
                  write ->
                      write.resource().equals("phaserollouts/status")
                          || (write.resource().equals("jobs") && write.verb().equals("create")))
              .toList();
      return Round.of(
          "floor",
          chains,
          steps,
          pods,
          writes,
          floor.cpuMillis() - cpu,
          plane.processorTime().toMillis() - planeCpu,
          floor.residentMebibytes());
    } finally {
      remove(namespace);
    }
  }

  /** Until all of it is gone, or taking it away would be at the expense of the next round. */
  private void remove(String namespace) {
    client().namespaces().withName(namespace).delete();
    client()
        .namespaces()
        .withName(namespace)
        .informOnCondition(List::isEmpty)
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** The operator follows one namespace, so that it leaves those of the floor alone. */
  private void clear() {
    client().resources(PhaseRollout.class).inNamespace(namespace).delete();
    client()
        .pods()
        .inNamespace(namespace)
        .informOnCondition(List::isEmpty)
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Where the operator of this bench works. */
  String namespace() {
    return namespace;
  }

  private void create(String namespace, int chains, int steps) {
    AtOnce.run(chains, chain -> client().resource(Chain.of(namespace, chain, steps)).create());
  }

  private void awaitSucceeded(String namespace) {
    client()
        .resources(PhaseRollout.class)
        .inNamespace(namespace)
        .informOnCondition(
            rollouts ->
                rollouts.stream()
                    .allMatch(
                        rollout ->
                            rollout.getStatus() != null
                                && "Succeeded".equals(rollout.getStatus().state())))
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    kubelet.close();
    plane.close();
  }
}
