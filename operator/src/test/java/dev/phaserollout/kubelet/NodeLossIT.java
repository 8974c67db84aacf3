package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Takes about a minute, most of which the control plane waits before it believes that a node will
 * not come back.
 */
@ControlPlane
@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeLossIT {
  /** The garbage collector of pods looks every 20 s, and again 40 s after it misses a node. */
  private static final Duration LATER = Duration.ofSeconds(120);

  private final RunningControlPlane controlPlane;

  NodeLossIT(RunningControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @Test
  void the_job_of_a_pod_whose_node_is_lost_fails_as_disrupted() {
    KubernetesClient client = controlPlane.client();
    KubeletCluster cluster = new KubeletCluster(controlPlane);
    Pods pods = new Pods(cluster, "loss");
    pods.createJob("doomed", "", "while :; do sleep 0.1; done");
    String name = pods.awaitRunning("doomed").getMetadata().getName();

    cluster.kubelet().loseNode();
    Pod orphan = pods.get(name);
    Job failed = pods.awaitJob("doomed", LATER, job -> Statuses.has(job, "Failed"));
    cluster.close();

    assertThat(LeftBehind.find(cluster.kubelet().files())).isEmpty();
    assertThat(orphan.getStatus().getPhase()).isEqualTo("Running");
    assertThat(Statuses.reason(failed, "Failed")).isEqualTo("PodFailurePolicy");
    assertThat(client.nodes().withName(cluster.kubelet().nodeName()).get()).isNull();
  }
}
