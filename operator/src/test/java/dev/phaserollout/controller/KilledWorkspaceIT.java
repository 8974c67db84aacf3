package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Operators that each die at their second write, until a release with commits is done. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledWorkspaceIT {

  private static final String SPEC =
      """
      phases:
        - name: build
          steps:
            - name: write
              run: {command: [sh, -c, 'echo a > docs/a.md']}
              commit: {paths: [docs], message: 'docs: a'}
            - name: judge
              run: {command: [sh, -c, 'echo b > src/b.txt; printf ''{"n":"1"}'' > $PHASEROLLOUT_OUTPUTS']}
              outputs: [{name: n}]
              commit: {paths: [src], message: 'feat: b'}
              gates: [{name: n, output: {name: n}, successCondition: 'result > 0.0'}]
      completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt}
      """;

  @TempDir Path folder;

  private final PodCluster cluster;

  KilledWorkspaceIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void there_is_one_commit_for_each_commit_point_and_one_tag_at_whichever_write_operators_die()
      throws IOException {
    try (Workplace place = Workplace.withoutOperator(cluster, "killed-git");
        Repository repository = Repository.in(folder, place)) {
      repository.apply("shop", SPEC);
      int died = 0;
      while (!ended(place)) {
        died += liveForOneWrite(place) ? 1 : 0;
      }
      assertThat(died).as("operators that died").isGreaterThan(8);
      assertThat(place.rollout("shop").get().getStatus().state()).isEqualTo("Succeeded");
      assertThat(repository.commits()).hasSize(3).startsWith("docs: a", "feat: b");
      assertThat(repository.project().server().run("rev-parse", "v1.0.0^{commit}"))
          .isEqualTo(repository.project().head());
      assertThat(place.jobs("shop"))
          .extracting(
              job ->
                  JobIdentity.label(job, JobIdentity.ROLE)
                      + " "
                      + JobIdentity.label(job, JobIdentity.STEP))
          .containsExactlyInAnyOrder(
              "git prepare", "step write", "step judge", "git judge", "git complete");
    }
  }

  /** Whether it died of it. */
  private boolean liveForOneWrite(Workplace place) {
    // A preflight begins anew with each operator.
    Crashes crash = Crashes.afterKept(1);
    try (KubernetesClient client = crash.client(cluster.client())) {
      place.startOperator(client, Optional.empty(), () -> {});
      await().atMost(Workplace.SOON).until(() -> crash.dead() || ended(place));
      place.stopOperator();
      return crash.dead();
    }
  }

  private static boolean ended(Workplace place) {
    PhaseRolloutStatus status = place.rollout("shop").get().getStatus();
    return status != null && status.run() != null && status.run().completedAt() != null;
  }
}
