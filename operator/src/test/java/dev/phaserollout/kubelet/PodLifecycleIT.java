package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PodLifecycleIT {
  private final PodCluster cluster;
  private final Pods pods;

  PodLifecycleIT(PodCluster cluster) {
    this.cluster = cluster;
    this.pods = new Pods(cluster, "life");
  }

  @Test
  void a_pod_that_succeeds_is_told_of_step_by_step() {
    List<String> phases = new CopyOnWriteArrayList<>();
    try (Watch watch = watch("steady", pod -> phases.add(pod.getStatus().getPhase()))) {
      pods.create("steady", step("sleep 2; echo done > /dev/termination-log"));
      Pod running = pods.awaitPhase("steady", "Running");
      Pod ended = pods.awaitPhase("steady", "Succeeded");

      assertThat(Statuses.conditions(running))
          .containsExactly(
              "ContainersReady=True",
              "Initialized=True",
              "PodReadyToStartContainers=True",
              "PodScheduled=True",
              "Ready=True");
      assertThat(Statuses.state(running, "step").getRunning().getStartedAt()).isNotEmpty();
      assertThat(Statuses.status(running, "step").getReady()).isTrue();
      assertThat(Statuses.status(running, "step").getStarted()).isTrue();
      assertThat(Statuses.conditions(ended))
          .containsExactly(
              "ContainersReady=False (PodCompleted)",
              "Initialized=True (PodCompleted)",
              "PodReadyToStartContainers=False",
              "PodScheduled=True",
              "Ready=False (PodCompleted)");
      assertThat(Statuses.state(ended, "step").getTerminated())
          .satisfies(
              end -> {
                assertThat(end.getExitCode()).isZero();
                assertThat(end.getReason()).isEqualTo("Completed");
                assertThat(end.getMessage()).isEqualTo("done\n");
                assertThat(end.getStartedAt())
                    .isEqualTo(Statuses.state(running, "step").getRunning().getStartedAt());
                assertThat(end.getFinishedAt()).isGreaterThan(end.getStartedAt());
              });
    }
    assertThat(phases.stream().distinct()).containsExactly("Pending", "Running", "Succeeded");
  }

  @Test
  void a_pod_whose_container_says_no_has_failed() {
    pods.create("refused", step("echo because; exit 3"));

    Pod failed = pods.awaitPhase("refused", "Failed");

    assertThat(Statuses.state(failed, "step").getTerminated().getExitCode()).isEqualTo(3);
    assertThat(Statuses.state(failed, "step").getTerminated().getReason()).isEqualTo("Error");
    assertThat(Statuses.state(failed, "step").getTerminated().getMessage()).isNull();
    assertThat(Statuses.conditions(failed))
        .containsExactly(
            "ContainersReady=False (PodFailed)",
            "Initialized=True",
            "PodReadyToStartContainers=False",
            "PodScheduled=True",
            "Ready=False (PodFailed)");
    assertThat(pods.log("refused", "step")).isEqualTo("because\n");
  }

  @Test
  void a_pod_is_over_when_its_last_container_is() {
    pods.create(
        "pair",
        """
        containers:
          - {name: quick, image: IMAGE, command: [sh, -c, 'exit 2']}
          - {name: slow, image: IMAGE, command: [sh, -c, 'sleep 3']}
        """);

    Pod half = pods.await("pair", pod -> Statuses.ended(pod, "quick"));
    Pod over = pods.awaitPhase("pair", "Failed");

    assertThat(half.getStatus().getPhase()).isEqualTo("Running");
    assertThat(Statuses.conditions(half)).contains("Ready=False (ContainersNotReady)");
    assertThat(Statuses.state(over, "slow").getTerminated().getExitCode()).isZero();
  }

  @Test
  void a_pod_has_an_address_and_says_where_it_runs() {
    pods.create("placed", step("sleep 1"));

    Pod placed = pods.awaitPhase("placed", "Succeeded");

    assertThat(placed.getSpec().getNodeName()).isNotEmpty();
    assertThat(placed.getStatus().getPodIP()).isNotEmpty();
    assertThat(placed.getStatus().getHostIP()).isNotEmpty();
    assertThat(placed.getStatus().getStartTime()).isNotEmpty();
  }

  @Test
  void a_container_that_fails_runs_again_where_the_pod_says_so() {
    pods.create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: second}
        spec:
          restartPolicy: OnFailure
          volumes: [{name: memory, emptyDir: {}}]
          containers:
            - name: step
              image: IMAGE
              command: [sh, -c, '[ -e /memory/mark ] || { echo > /memory/mark; exit 6; }; sleep 1']
              volumeMounts: [{name: memory, mountPath: /memory}]
        """,
        Pod.class);

    Pod again = pods.await("second", pod -> running(pod) && restarts(pod) == 1);
    Pod second = pods.awaitPhase("second", "Succeeded");

    assertThat(Statuses.status(again, "step").getLastState().getTerminated().getExitCode())
        .isEqualTo(6);
    assertThat(Statuses.state(second, "step").getTerminated().getExitCode()).isZero();
  }

  private static boolean running(Pod pod) {
    return "Running".equals(pod.getStatus().getPhase());
  }

  private static int restarts(Pod pod) {
    return Statuses.status(pod, "step").getRestartCount();
  }

  private Watch watch(String name, Consumer<Pod> seen) {
    return cluster
        .client()
        .pods()
        .inNamespace(pods.namespace())
        .withName(name)
        .watch(
            new Watcher<Pod>() {
              @Override
              public void eventReceived(Action action, Pod pod) {
                seen.accept(pod);
              }

              @Override
              public void onClose(WatcherException cause) {
                throw new IllegalStateException("the watch broke", cause);
              }
            });
  }

  private static String step(String script) {
    return "containers: [{name: step, image: IMAGE, command: [sh, -c, '" + script + "']}]";
  }
}
