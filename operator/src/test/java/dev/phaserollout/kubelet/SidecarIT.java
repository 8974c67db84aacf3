package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SidecarIT {
  private final Pods pods;

  SidecarIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "sidecar");
  }

  @Test
  void a_sidecar_runs_beside_what_comes_after_it_and_is_ended_when_the_step_is() {
    pods.create(
        "beside",
        """
        volumes: [{name: shared, emptyDir: {}}]
        initContainers:
          - name: side
            image: IMAGE
            restartPolicy: Always
            command:
              - sh
              - -c
              - |
                trap 'echo asked to end; exit 0' TERM
                echo up > /shared/side
                while :; do sleep 0.1; done
            volumeMounts: [{name: shared, mountPath: /shared}]
          - name: next
            image: IMAGE
            command: [sh, -c, 'until [ -e /shared/side ]; do sleep 0.1; done']
            volumeMounts: [{name: shared, mountPath: /shared}]
        containers: [{name: step, image: IMAGE, command: [sh, -c, 'sleep 2']}]
        """);

    Pod running = pods.awaitPhase("beside", "Running");
    Pod over = pods.awaitPhase("beside", "Succeeded");

    assertThat(Statuses.status(running, "side").getReady()).isTrue();
    assertThat(Statuses.state(running, "side").getRunning()).isNotNull();
    assertThat(pods.log("beside", "side")).isEqualTo("asked to end\n");
    assertThat(Statuses.state(over, "side").getTerminated().getReason()).isEqualTo("Completed");
    assertThat(Statuses.conditions(over)).contains("Initialized=True (PodCompleted)");
  }

  @Test
  void how_a_sidecar_ends_does_not_matter_and_the_last_one_is_ended_first() {
    pods.create(
        "reverse",
        """
        terminationGracePeriodSeconds: 10
        volumes: [{name: shared, emptyDir: {}}]
        initContainers:
          - name: one
            image: IMAGE
            restartPolicy: Always
            env: [{name: ME, value: one}]
            volumeMounts: [{name: shared, mountPath: /shared}]
            command: &command
              - sh
              - -c
              - |
                trap 'echo $ME >> /shared/ends; sleep 1; cat /shared/ends; exit 9' TERM
                while :; do sleep 0.1; done
          - name: two
            image: IMAGE
            restartPolicy: Always
            env: [{name: ME, value: two}]
            volumeMounts: [{name: shared, mountPath: /shared}]
            command: *command
        containers: [{name: step, image: IMAGE, command: [sh, -c, 'sleep 1']}]
        """);

    Pod over = pods.awaitPhase("reverse", "Succeeded");

    assertThat(Statuses.state(over, "one").getTerminated().getExitCode()).isEqualTo(9);
    assertThat(pods.log("reverse", "two")).isEqualTo("two\n");
    assertThat(pods.log("reverse", "one")).isEqualTo("two\none\n");
  }

  @Test
  void a_sidecar_that_ends_early_is_started_again() {
    pods.create(
        "stubborn",
        """
        initContainers:
          - {name: side, image: IMAGE, restartPolicy: Always, command: [sh, -c, 'exit 5']}
        containers: [{name: step, image: IMAGE, command: [sh, -c, 'sleep 6']}]
        """);

    Pod again =
        pods.await(
            "stubborn",
            pod ->
                pod.getStatus().getInitContainerStatuses().stream()
                    .anyMatch(side -> side.getRestartCount() == 1));
    Pod over = pods.awaitPhase("stubborn", "Succeeded");

    assertThat(Statuses.state(again, "step").getTerminated()).isNull();
    assertThat(Statuses.state(over, "side").getTerminated().getExitCode()).isEqualTo(5);
  }
}
