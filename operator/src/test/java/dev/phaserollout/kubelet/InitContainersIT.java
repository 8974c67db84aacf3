package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class InitContainersIT {
  private final Pods pods;

  InitContainersIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "init");
  }

  @Test
  void init_containers_run_one_after_the_other_before_the_step() {
    pods.create(
        "ordered",
        """
        volumes: [{name: shared, emptyDir: {}}]
        initContainers:
          - name: first
            image: IMAGE
            command: [sh, -c, 'sleep 1; echo first >> /shared/order']
            volumeMounts: [{name: shared, mountPath: /shared}]
          - name: second
            image: IMAGE
            command: [sh, -c, 'echo second >> /shared/order']
            volumeMounts: [{name: shared, mountPath: /shared}]
        containers:
          - name: step
            image: IMAGE
            command: [sh, -c, 'echo step >> /shared/order; cat /shared/order']
            volumeMounts: [{name: shared, mountPath: /shared}]
        """);

    Pod over = pods.awaitPhase("ordered", "Succeeded");

    assertThat(pods.log("ordered", "step")).isEqualTo("first\nsecond\nstep\n");
    assertThat(Statuses.status(over, "first").getReady()).isTrue();
    assertThat(Statuses.state(over, "second").getTerminated().getReason()).isEqualTo("Completed");
  }

  @Test
  void while_an_init_container_runs_the_pod_is_pending_and_says_what_is_missing() {
    pods.create("slow", spec("sleep 3", "sleep 3"));

    Pod first = pods.await("slow", pod -> runs(pod, "first"));
    Pod second = pods.await("slow", pod -> runs(pod, "second"));

    assertThat(first.getStatus().getPhase()).isEqualTo("Pending");
    assertThat(initialized(first)).isEqualTo("containers with incomplete status: [first second]");
    assertThat(initialized(second)).isEqualTo("containers with incomplete status: [second]");
    assertThat(Statuses.waitingReason(second, "step")).isEqualTo("PodInitializing");
  }

  @Test
  void an_init_container_that_fails_fails_the_pod_and_nothing_after_it_starts() {
    pods.create("broken", spec("echo out > /dev/termination-log; exit 4", "exit 0"));

    Pod failed = pods.awaitPhase("broken", "Failed");

    assertThat(Statuses.state(failed, "first").getTerminated().getExitCode()).isEqualTo(4);
    assertThat(Statuses.state(failed, "first").getTerminated().getMessage()).isEqualTo("out\n");
    assertThat(Statuses.waitingReason(failed, "second")).isEqualTo("PodInitializing");
    assertThat(Statuses.waitingReason(failed, "step")).isEqualTo("PodInitializing");
    assertThat(Statuses.conditions(failed))
        .contains("Initialized=False (ContainersNotInitialized)", "Ready=False (PodFailed)");
  }

  private static boolean runs(Pod pod, String container) {
    return pod.getStatus().getInitContainerStatuses().stream()
        .anyMatch(
            status -> status.getName().equals(container) && status.getState().getRunning() != null);
  }

  private static String initialized(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Initialized"))
        .map(PodCondition::getMessage)
        .findFirst()
        .orElseThrow();
  }

  private static String spec(String first, String second) {
    return """
        initContainers:
          - {name: first, image: IMAGE, command: [sh, -c, 'FIRST']}
          - {name: second, image: IMAGE, command: [sh, -c, 'SECOND']}
        containers: [{name: step, image: IMAGE, command: [sh, -c, 'exit 0']}]
        """
        .replace("FIRST", first)
        .replace("SECOND", second);
  }
}
