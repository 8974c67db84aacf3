package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeletionIT {
  private final Pods pods;

  DeletionIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "delete");
  }

  /** Keeps the pod when the kubelet is through with it, so that its last status can be read. */
  private static final String HELD =
      "{name: NAME, finalizers: [tests.phaserollout.dev/look-first]}";

  private static final String UNTIL_TERM = "while :; do sleep 0.1; done";

  @Test
  void a_container_is_asked_to_end_and_has_the_last_word() {
    create("polite", 30, "trap \"echo bye > /dev/termination-log; exit 7\" TERM; " + UNTIL_TERM);
    pods.awaitPhase("polite", "Running");

    pods.delete("polite");
    Pod last = pods.awaitPhase("polite", "Failed");
    pods.release("polite");

    assertThat(end(last).getExitCode()).isEqualTo(7);
    assertThat(end(last).getMessage()).isEqualTo("bye\n");
    assertThat(last.getStatus().getObservedGeneration()).isEqualTo(2);
    pods.awaitGone("polite");
  }

  @Test
  void a_container_that_ends_well_when_asked_has_succeeded() {
    create("content", 30, "trap \"exit 0\" TERM; " + UNTIL_TERM);
    pods.awaitPhase("content", "Running");

    pods.delete("content");

    assertThat(end(pods.awaitPhase("content", "Succeeded")).getReason()).isEqualTo("Completed");
    pods.release("content");
  }

  @Test
  void a_container_that_does_not_listen_is_killed_after_its_grace_period() {
    create("deaf", 2, "sleep 100");
    pods.awaitPhase("deaf", "Running");

    pods.delete("deaf");
    Pod last = pods.awaitPhase("deaf", "Failed");
    pods.release("deaf");

    assertThat(end(last).getExitCode()).isEqualTo(137);
    assertThat(end(last).getReason()).isEqualTo("Error");
  }

  @Test
  void a_pod_that_never_started_leaves_a_container_that_nobody_can_find() {
    pods.createWith(
        HELD.replace("NAME", "unstarted"),
        "containers: [{name: step, image: '" + PodCluster.MISSING_IMAGE + "', command: [sh]}]");
    pods.await("unstarted", pod -> Statuses.waitingReason(pod, "step").contains("mage"));

    pods.delete("unstarted");
    Pod last = pods.awaitPhase("unstarted", "Failed");
    pods.release("unstarted");

    assertThat(end(last).getReason()).isEqualTo("ContainerStatusUnknown");
    assertThat(end(last).getExitCode()).isEqualTo(137);
    assertThat(end(last).getStartedAt()).isNull();
  }

  @Test
  void a_pod_that_is_deleted_while_it_initialises_never_starts_its_step() {
    pods.createWith(
        HELD.replace("NAME", "initialising"),
        """
        terminationGracePeriodSeconds: 2
        initContainers: [{name: slow, image: IMAGE, command: [sh, -c, 'sleep 100']}]
        containers: [{name: step, image: IMAGE, command: [sh, -c, 'sleep 100']}]
        """);
    pods.await(
        "initialising",
        pod ->
            pod.getStatus().getInitContainerStatuses().stream()
                .anyMatch(status -> status.getState().getRunning() != null));

    pods.delete("initialising");
    Pod last = pods.awaitPhase("initialising", "Failed");
    pods.release("initialising");

    assertThat(Statuses.state(last, "slow").getTerminated().getExitCode()).isEqualTo(137);
    assertThat(Statuses.waitingReason(last, "step")).isEqualTo("PodInitializing");
  }

  @Test
  void a_pod_beyond_its_own_deadline_is_ended_and_says_so() {
    pods.create(
        "late",
        "activeDeadlineSeconds: 3\nterminationGracePeriodSeconds: 1\n"
            + "containers: [{name: step, image: IMAGE, command: [sh, -c, 'sleep 100']}]");

    Pod late = pods.awaitPhase("late", "Failed");

    assertThat(late.getStatus().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(late.getStatus().getMessage())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
    assertThat(end(late).getExitCode()).isEqualTo(137);
  }

  @Test
  void a_pod_that_has_ended_is_deleted_at_once() {
    pods.create("over", "containers: [{name: step, image: IMAGE, command: [sh, -c, 'exit 0']}]");
    pods.awaitPhase("over", "Succeeded");

    pods.delete("over");

    pods.awaitGone("over");
  }

  private void create(String name, int grace, String script) {
    pods.createWith(
        HELD.replace("NAME", name),
        "terminationGracePeriodSeconds: "
            + grace
            + "\ncontainers: [{name: step, image: IMAGE, command: [sh, -c, '"
            + script
            + "']}]");
  }

  private static ContainerStateTerminated end(Pod pod) {
    return Statuses.state(pod, "step").getTerminated();
  }
}
