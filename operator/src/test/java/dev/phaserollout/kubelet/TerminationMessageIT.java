package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminationMessageIT {
  private final Pods pods;

  TerminationMessageIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "message");
  }

  @Test
  void a_long_file_is_cut_to_its_last_4096_bytes() {
    pods.create("long", containers(1, "File", "printf A; " + times(5000, "x")));

    assertThat(message(pods.awaitPhase("long", "Succeeded"), "c0"))
        .hasSize(4096)
        .doesNotContain("A");
  }

  @Test
  void the_containers_of_a_pod_share_12_KiB() {
    pods.create("many", containers(5, "File", times(5000, "x")));

    Pod over = pods.awaitPhase("many", "Succeeded");

    assertThat(over.getStatus().getContainerStatuses())
        .allSatisfy(
            status ->
                assertThat(status.getState().getTerminated().getMessage()).hasSize(12 * 1024 / 5));
  }

  @Test
  void the_end_of_the_log_is_the_message_of_a_failure_that_left_none_where_that_is_wished() {
    String lines = "i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo line $i >&2; done; exit 1";
    pods.create("fallback", containers(1, "FallbackToLogsOnError", lines));
    pods.create("silent", containers(1, "File", lines));

    String fallback = message(pods.awaitPhase("fallback", "Failed"), "c0");
    Pod silent = pods.awaitPhase("silent", "Failed");

    assertThat(fallback.lines()).hasSize(80).startsWith("line 21").endsWith("line 100");
    assertThat(Statuses.state(silent, "c0").getTerminated().getMessage()).isNull();
  }

  @Test
  void the_log_gives_no_more_than_2048_bytes_and_nothing_when_all_went_well() {
    pods.create("wide", containers(1, "FallbackToLogsOnError", times(3000, "x") + " >&2; exit 1"));
    pods.create("well", containers(1, "FallbackToLogsOnError", "echo fine >&2"));

    assertThat(message(pods.awaitPhase("wide", "Failed"), "c0")).hasSize(2048);
    assertThat(
            Statuses.state(pods.awaitPhase("well", "Succeeded"), "c0").getTerminated().getMessage())
        .isNull();
  }

  private static String message(Pod pod, String container) {
    return Statuses.state(pod, container).getTerminated().getMessage();
  }

  private static String times(int count, String letter) {
    return "head -c " + count + " /dev/zero | tr \"\\\\000\" " + letter;
  }

  /** Containers whose standard output is their termination message, at a path of their own. */
  private static String containers(int count, String policy, String script) {
    StringBuilder spec = new StringBuilder("containers:\n");
    for (int i = 0; i < count; i++) {
      spec.append(
          """
            - name: cNUMBER
              image: IMAGE
              terminationMessagePath: /run/outputs
              terminationMessagePolicy: POLICY
              env: [{name: OUTPUTS, value: /run/outputs}]
              command: [sh, -c, 'exec > "$OUTPUTS"; SCRIPT']
          """
              .replace("NUMBER", Integer.toString(i))
              .replace("POLICY", policy)
              .replace("SCRIPT", script));
    }
    return spec.toString();
  }
}
