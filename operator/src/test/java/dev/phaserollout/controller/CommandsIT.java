package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people ask of a rollout while it runs and afterwards. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandsIT {

  private static final String TWO_STEPS =
      """
      stepDefaults: {image: IMAGE, template: {spec: {terminationGracePeriodSeconds: 1}}}
      historyLimit: 1
      phases:
        - name: a
          steps:
            - {name: s, run: {command: [sh, -c, 'exit 0']}}
            - {name: t, run: {command: [sh, -c, 'test $PHASEROLLOUT_RUN != 1 || sleep 60']}}
      """;

  private final PodCluster cluster;
  private Workplace place;

  CommandsIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "commands");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void an_aborted_run_goes_on_from_its_checkpoints_when_it_is_retried() {
    place.apply("shop", TWO_STEPS);
    place.awaitRunningPod("shop", "t");
    place.annotate("shop", "abort", "1");
    place.awaitState("shop", "Aborted");
    assertThat(place.pods("shop"))
        .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded"));
    place.annotate("shop", "retry", "1");
    PhaseRolloutStatus status = place.awaitState("shop", "Succeeded");
    assertThat(status.run().number()).isEqualTo(2);
    assertThat(Workplace.step(status, "s").reusedFromRun()).isEqualTo(1);
    assertThat(Workplace.step(status, "t").reusedFromRun()).isNull();
  }

  @Test
  void what_a_forgotten_run_has_left_goes_with_it() {
    place.apply("shop", TWO_STEPS);
    place.awaitRunningPod("shop", "t");
    place.annotate("shop", "abort", "1");
    place.awaitState("shop", "Aborted");
    place.annotate("shop", "rerun", "1");
    place.awaitState("shop", "Succeeded");
    await()
        .atMost(Workplace.SOON)
        .untilAsserted(
            () ->
                assertThat(place.jobs("shop"))
                    .hasSize(2)
                    .allSatisfy(
                        job -> assertThat(JobIdentity.label(job, JobIdentity.RUN)).isEqualTo("2")));
  }

  @Test
  void a_suspended_rollout_starts_nothing_and_goes_on_when_it_may() {
    place.apply(
        "held",
        """
        suspend: true
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    place.awaitState("held", "Suspended");
    assertThat(place.jobs("held")).isEmpty();
    place.edit("held", "{\"spec\":{\"suspend\":false}}");
    place.awaitState("held", "Succeeded");
  }

  @Test
  void a_rollout_that_is_deleted_while_it_is_rolled_back_leaves_nothing_at_work() {
    place.apply(
        "doomed",
        """
        stepDefaults: {image: IMAGE, template: {spec: {terminationGracePeriodSeconds: 1}}}
        phases:
          - name: a
            steps:
              - name: s
                run: {command: [sh, -c, 'exit 0']}
                rollback: {run: {command: [sh, -c, 'sleep 60']}}
              - {name: t, run: {command: [sh, -c, 'exit 1']}}
        """);
    place.awaitState("doomed", "RollingBack");
    place.awaitRunningPod("doomed", "s");
    place.rollout("doomed").delete();
    await()
        .atMost(Workplace.SOON)
        .untilAsserted(
            () -> {
              assertThat(place.rollout("doomed").get()).isNull();
              assertThat(place.jobs("doomed")).isEmpty();
              assertThat(place.pods("doomed")).isEmpty();
            });
    place.apply("doomed", TWO_STEPS.replace("sleep 60", "exit 0"));
    assertThat(place.awaitState("doomed", "Succeeded").run().number()).isEqualTo(1);
  }

  @Test
  void an_edited_spec_is_run_next_by_a_revision_of_its_own() {
    place.apply(
        "edited",
        """
        release: {version: v1}
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'sleep 3']}}]}]
        """);
    place.await("edited", now -> Workplace.holds(now, "s", step -> step.jobUid() != null));
    place.edit("edited", "{\"spec\":{\"release\":{\"version\":\"v2\"}}}");
    PhaseRolloutStatus status =
        place
            .await("edited", now -> "Succeeded".equals(now.state()) && now.run().number() == 2)
            .getStatus();
    assertThat(status.run().release()).isEqualTo("v2");
    assertThat(status.history()).extracting(run -> run.release()).isEqualTo(List.of("v2", "v1"));
    assertThat(
            place
                .client()
                .apps()
                .controllerRevisions()
                .inNamespace(place.namespace())
                .withLabel(JobIdentity.ROLLOUT, "edited")
                .list()
                .getItems())
        .hasSize(2);
    assertThat(status.conditions())
        .allSatisfy(condition -> assertThat(condition.observedGeneration()).isEqualTo(2));
  }
}
