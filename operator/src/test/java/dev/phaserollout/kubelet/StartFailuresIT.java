package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartFailuresIT {
  private final PodCluster cluster;
  private final Pods pods;

  StartFailuresIT(PodCluster cluster) {
    this.cluster = cluster;
    this.pods = new Pods(cluster, "start");
  }

  @Test
  void a_container_waits_for_a_secret_and_starts_when_it_is_there() {
    pods.create("early", step("env: [{name: A, valueFrom: {secretKeyRef: {name: late, key: k}}}]"));

    Pod waiting = awaitWaiting("early", "CreateContainerConfigError");
    pods.createSecret("late", "{k: v}");
    pods.awaitPhase("early", "Succeeded");

    assertThat(message(waiting)).isEqualTo("secret \"late\" not found");
    assertThat(waiting.getStatus().getPhase()).isEqualTo("Pending");
    assertThat(Statuses.conditions(waiting))
        .contains("PodReadyToStartContainers=True", "Ready=False (ContainersNotReady)");
  }

  @Test
  void a_container_waits_for_a_config_map_or_a_key_of_one() {
    pods.createConfigMap("there", "{other: v}");
    pods.create("map", step("envFrom: [{configMapRef: {name: missing}}]"));
    pods.create(
        "key", step("env: [{name: A, valueFrom: {configMapKeyRef: {name: there, key: k}}}]"));

    assertThat(message(awaitWaiting("map", "CreateContainerConfigError")))
        .isEqualTo("configmap \"missing\" not found");
    assertThat(message(awaitWaiting("key", "CreateContainerConfigError")))
        .isEqualTo("couldn't find key k in ConfigMap " + pods.namespace() + "/there");
  }

  @Test
  void an_image_that_cannot_be_pulled_is_told_of_and_waited_for() {
    pods.create(
        "nowhere",
        "containers: [{name: step, image: '" + PodCluster.MISSING_IMAGE + "', command: [sh]}]");

    Pod failing = awaitWaiting("nowhere", "ErrImagePull");
    Pod waiting = awaitWaiting("nowhere", "ImagePullBackOff");

    String words =
        "failed to pull and unpack image \"localhost/nope:1\": failed to resolve reference"
            + " \"localhost/nope:1\": ";
    assertThat(message(failing)).startsWith(words);
    assertThat(message(waiting))
        .startsWith("Back-off pulling image \"localhost/nope:1\": ErrImagePull: " + words);
  }

  @Test
  void an_image_that_may_not_be_pulled_says_so() {
    pods.create(
        "never",
        "containers: [{name: step, imagePullPolicy: Never, image: '"
            + PodCluster.MISSING_IMAGE
            + "', command: [sh]}]");

    assertThat(message(awaitWaiting("never", "ErrImageNeverPull")))
        .isEqualTo("Container image \"localhost/nope:1\" is not present with pull policy of Never");
  }

  @Test
  void a_command_that_does_not_exist_fails_the_pod() {
    pods.create("path", "containers: [{name: step, image: IMAGE, command: [/no/such]}]");
    pods.create("name", "containers: [{name: step, image: IMAGE, command: [no-such]}]");
    pods.create("folder", "containers: [{name: step, image: IMAGE, command: [/]}]");

    ContainerStateTerminated path = end(pods.awaitPhase("path", "Failed"));
    ContainerStateTerminated name = end(pods.awaitPhase("name", "Failed"));
    ContainerStateTerminated folder = end(pods.awaitPhase("folder", "Failed"));

    assertThat(path.getReason()).isEqualTo("StartError");
    assertThat(path.getExitCode()).isEqualTo(128);
    assertThat(path.getStartedAt()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(path.getMessage())
        .endsWith("exec: \"/no/such\": stat /no/such: no such file or directory: unknown");
    assertThat(name.getMessage())
        .endsWith("exec: \"no-such\": executable file not found in $PATH: unknown");
    assertThat(folder.getMessage()).endsWith("exec: \"/\": permission denied: unknown");
  }

  @Test
  void a_container_without_a_command_cannot_be_made_of_an_image_without_one() {
    pods.create("empty", "containers: [{name: step, image: IMAGE}]");

    assertThat(message(awaitWaiting("empty", "CreateContainerError")))
        .endsWith("failed to generate spec: no command specified");
  }

  @Test
  void a_pod_whose_volume_is_missing_keeps_creating_and_an_event_says_why() {
    pods.create(
        "mounts",
        """
        volumes: [{name: data, secret: {secretName: missing}}]
        containers:
          - name: step
            image: IMAGE
            command: [sh]
            volumeMounts: [{name: data, mountPath: /data}]
        """);

    awaitWaiting("mounts", "ContainerCreating");
    await().atMost(Pods.SOON).until(() -> warning("mounts").isPresent());

    assertThat(warning("mounts").orElseThrow().getReason()).isEqualTo("FailedMount");
    assertThat(warning("mounts").orElseThrow().getMessage())
        .isEqualTo("MountVolume.SetUp failed for volume \"data\" : secret \"missing\" not found");
    assertThat(Statuses.conditions(pods.get("mounts"))).contains("PodReadyToStartContainers=False");
  }

  @Test
  void a_pod_that_no_node_fits_is_unschedulable() {
    pods.create("picky", "nodeSelector: {disk: fast}\n" + step(""));

    Pod picky =
        pods.await(
            "picky",
            pod -> Statuses.conditions(pod).contains("PodScheduled=False (Unschedulable)"));

    assertThat(picky.getStatus().getConditions().get(0).getMessage())
        .contains("1 node(s) didn't match Pod's node affinity/selector");
    assertThat(picky.getSpec().getNodeName()).isNull();
  }

  private Pod awaitWaiting(String pod, String reason) {
    return pods.await(pod, seen -> Statuses.waitingReason(seen, "step").equals(reason));
  }

  private Optional<Event> warning(String pod) {
    return cluster.client().v1().events().inNamespace(pods.namespace()).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .filter(event -> event.getType().equals("Warning"))
        .findFirst();
  }

  private static String message(Pod pod) {
    return Statuses.state(pod, "step").getWaiting().getMessage();
  }

  private static ContainerStateTerminated end(Pod pod) {
    return Statuses.state(pod, "step").getTerminated();
  }

  private static String step(String more) {
    return "containers:\n  - name: step\n    image: IMAGE\n    command: [sh, -c, 'exit 0']\n    "
        + more;
  }
}
