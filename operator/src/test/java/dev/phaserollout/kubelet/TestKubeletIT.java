package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What only a test kubelet does; what it has in common with a real one is in the other tests. */
@ControlPlane
@DisplayNameGeneration(ReplaceUnderscores.class)
class TestKubeletIT {
  private static final String FOR_LONG = "while :; do sleep 0.1; done";

  private final RunningControlPlane controlPlane;
  private final KubernetesClient client;
  private final Set<String> namespaces = new HashSet<>();

  TestKubeletIT(RunningControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    this.client = controlPlane.client();
  }

  @Test
  void a_closed_kubelet_leaves_no_process_no_file_and_no_node() {
    TestKubelet kubelet = TestKubelet.start(client, options());
    Pods pods = pods("close");
    pods.create("deaf", step("trap : TERM INT HUP; (" + FOR_LONG + ") & echo up; " + FOR_LONG));
    pods.create(
        "daemon", step("setsid sleep 3600 & setsid sh -c \"" + FOR_LONG + "\" & echo up; wait"));
    await()
        .atMost(Pods.SOON)
        .until(() -> log(kubelet, pods, "deaf") + log(kubelet, pods, "daemon"), "up\nup\n"::equals);
    assertThat(LeftBehind.find(kubelet.files())).hasSizeGreaterThanOrEqualTo(5);

    kubelet.close();

    assertThat(LeftBehind.find(kubelet.files())).isEmpty();
    assertThat(kubelet.files()).doesNotExist();
    assertThat(node(kubelet)).isNull();
  }

  @Test
  void what_a_container_has_started_ends_with_it() {
    try (TestKubelet kubelet = TestKubelet.start(client, options())) {
      Pods pods = pods("background");
      pods.create("parent", step("(" + FOR_LONG + ") & exit 0"));

      pods.awaitPhase("parent", "Succeeded");

      await().atMost(Pods.SOON).until(() -> LeftBehind.find(kubelet.files()).isEmpty());
    }
  }

  @Test
  void the_files_of_a_pod_go_with_it_and_its_log_stays() {
    try (TestKubelet kubelet = TestKubelet.start(client, options())) {
      Pods pods = pods("files");
      pods.create("brief", step("echo kept; echo > scratch"));
      Pod brief = pods.awaitPhase("brief", "Succeeded");
      Path folder = kubelet.files().resolve("pods").resolve(brief.getMetadata().getUid());

      assertThat(Files.exists(folder)).isFalse();
      pods.delete("brief");
      pods.awaitGone("brief");
      assertThat(kubelet.log(brief, "step")).isEqualTo("kept\n");
    }
  }

  @Test
  void an_instant_pod_ends_well_with_its_outputs_and_never_runs() {
    try (TestKubelet kubelet = TestKubelet.start(client, options())) {
      Pods pods = pods("instant");
      long mark = controlPlane.audit().mark();
      pods.createWith(
          "{name: quick, annotations: {kubelet.phaserollout.dev/instant: '{\"a\": \"1\"}'}}",
          step("exit 1"));

      Pod quick = pods.awaitPhase("quick", "Succeeded");

      assertThat(Statuses.state(quick, "step").getTerminated().getMessage())
          .isEqualTo("{\"a\": \"1\"}");
      assertThat(kubelet.log(quick, "step")).isEmpty();
      await().atMost(Pods.SOON).until(() -> writes(mark, "quick"), count -> count == 2);
    }
  }

  @Test
  void a_kubelet_that_ends_all_at_once_completes_jobs_without_a_process() {
    try (TestKubelet kubelet = TestKubelet.start(client, options().endingAtOnce())) {
      Pods pods = pods("all");
      pods.createJob("quick", "", "exit 1");

      pods.awaitJob("quick", job -> Statuses.has(job, "Complete"));

      assertThat(kubelet.nodeName()).startsWith("test-node-");
    }
  }

  @Test
  void a_drained_node_takes_its_pods_again_when_it_is_uncordoned() {
    try (TestKubelet kubelet = TestKubelet.start(client, options())) {
      Pods pods = pods("drain");
      pods.createJob("first", "", "trap \"exit 1\" TERM; " + FOR_LONG);
      pods.awaitRunning("first");

      kubelet.drain();
      pods.awaitJob("first", job -> Statuses.has(job, "Failed"));
      pods.create("second", step("exit 0"));
      pods.await(
          "second", pod -> Statuses.conditions(pod).contains("PodScheduled=False (Unschedulable)"));
      boolean cordoned = node(kubelet).getSpec().getUnschedulable();
      kubelet.uncordon();

      assertThat(cordoned).isTrue();
      pods.awaitPhase("second", "Succeeded");
      assertThat(Statuses.reason(pods.job("first"), "Failed")).isEqualTo("PodFailurePolicy");
    }
  }

  @Test
  void pods_of_other_namespaces_stay_pending() {
    try (TestKubelet kubelet = TestKubelet.start(client, options())) {
      Pods ours = pods("ours");
      Pods others = new Pods(new Bystander(controlPlane), "others");
      others.create("waiting", step("exit 0"));
      ours.create("taken", step("exit 0"));

      ours.awaitPhase("taken", "Succeeded");

      assertThat(others.get("waiting").getSpec().getNodeName()).isNull();
      assertThat(ours.get("taken").getSpec().getNodeName()).isEqualTo(kubelet.nodeName());
    }
  }

  @Test
  void two_kubelets_share_the_pods_and_run_none_twice() {
    try (TestKubelet one = TestKubelet.start(client, options());
        TestKubelet other = TestKubelet.start(client, options())) {
      Pods pods = pods("two");
      for (int i = 0; i < 10; i++) {
        pods.create("pod-" + i, step("echo ran"));
      }

      for (int i = 0; i < 10; i++) {
        Pod pod = pods.awaitPhase("pod-" + i, "Succeeded");
        assertThat(one.log(pod, "step") + other.log(pod, "step")).isEqualTo("ran\n");
      }
    }
  }

  private KubeletOptions options() {
    return KubeletOptions.standard().forNamespaces(namespaces::contains);
  }

  /** A new namespace whose pods the kubelets of this test take. */
  private Pods pods(String purpose) {
    Pods pods = new Pods(new Bystander(controlPlane), purpose);
    namespaces.add(pods.namespace());
    return pods;
  }

  private Node node(TestKubelet kubelet) {
    return client.nodes().withName(kubelet.nodeName()).get();
  }

  private static String log(TestKubelet kubelet, Pods pods, String pod) {
    return kubelet.log(pods.get(pod), "step");
  }

  private long writes(long mark, String pod) {
    return controlPlane.audit().since(mark).stream()
        .filter(write -> !write.verb().equals("create") || !write.resource().equals("pods"))
        .filter(write -> write.name().filter(pod::equals).isPresent())
        .count();
  }

  private static String step(String script) {
    return "containers: [{name: step, image: IMAGE, command: [sh, -c, '" + script + "']}]";
  }

  /** The control plane without a kubelet: the tests start their own. */
  private record Bystander(RunningControlPlane controlPlane) implements PodCluster {
    @Override
    public KubernetesClient client() {
      return controlPlane.client();
    }

    @Override
    public String newNamespace(String purpose) {
      return controlPlane.newNamespace(purpose);
    }

    @Override
    public String log(Pod pod, String container) {
      throw new UnsupportedOperationException("the kubelet of the test has the logs");
    }

    @Override
    public String ownImage() {
      throw new UnsupportedOperationException("the kubelet of the test knows no program");
    }

    @Override
    public void close() {
      // the control plane belongs to all tests
    }
  }
}
