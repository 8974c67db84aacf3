package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people and machines do to Jobs and pods of a run. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandsIT {

  private static final String LONG =
      """
      stepDefaults: {image: IMAGE, template: {spec: {terminationGracePeriodSeconds: 2}}}
      phases:
        - name: a
          steps:
            - name: s
              run: {command: [sh, -c, 'test $PHASEROLLOUT_ATTEMPT = 2 || sleep 60']}
      """;

  private final PodCluster cluster;
  private Workplace place;

  HandsIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "hands");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void a_job_that_is_deleted_by_hand_leaves_an_outcome_that_people_have_to_know() {
    place.apply("gone", LONG);
    place.await("gone", now -> Workplace.holds(now, "s", step -> step.jobUid() != null));
    Job job = place.jobs("gone").get(0);
    place.client().resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    QuestionStatus question = place.awaitState("gone", "AwaitingAnswer").questions().get(0);
    assertThat(question.kind()).isEqualTo("LostOutcome");
    assertThat(question.text()).contains(job.getMetadata().getName(), "cannot be known");
    assertThat(place.jobs("gone")).isEmpty();
  }

  @Test
  void a_pod_that_is_deleted_by_hand_is_a_disruption_and_not_a_failure() {
    place.apply("pod", LONG);
    place.client().resource(place.awaitRunningPod("pod", "s")).delete();
    StepStatus step = Workplace.step(place.awaitState("pod", "Succeeded"), "s");
    assertThat(step.attempt()).isEqualTo(2);
    assertThat(step.disruptions()).isEqualTo(1);
    assertThat(step.failures()).isNull();
  }

  @Test
  void a_drained_node_costs_no_retry() {
    place.apply("drain", LONG);
    cluster.evict(place.awaitRunningPod("drain", "s"));
    StepStatus step = Workplace.step(place.awaitState("drain", "Succeeded"), "s");
    assertThat(step.attempt()).isEqualTo(2);
    assertThat(step.disruptions()).isEqualTo(1);
  }

  @Test
  void a_step_that_ends_well_while_it_is_taken_away_is_no_success() {
    place.apply(
        "polite",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: a
            steps:
              - name: s
                run: {command: [sh, -c, 'trap "exit 0" TERM; while :; do sleep 0.1; done']}
              - {name: t, run: {command: [sh, -c, 'exit 0']}}
        """);
    place.awaitRunningPod("polite", "s");
    place.annotate("polite", "abort", "1");
    PhaseRolloutStatus status = place.awaitState("polite", "Aborted");
    assertThat(Workplace.step(status, "s").state()).isEqualTo("Aborted");
    assertThat(Workplace.step(status, "t").state()).isEqualTo("Pending");
    assertThat(place.pods("polite")).isEmpty();
  }

  @Test
  void a_foreign_job_of_the_same_name_is_named_and_left_alone() {
    Job foreign = ForeignJob.createFor(place, "taken", LONG);
    StepStatus step = Workplace.step(place.awaitState("taken", "Failed"), "s");
    assertThat(step.state()).isEqualTo("Error");
    assertThat(step.reason()).isEqualTo("NameTaken");
    assertThat(step.message())
        .contains(foreign.getMetadata().getName(), "nobody that says so", "delete or rename it");
    assertThat(place.client().resource(foreign).get().getSpec().getSuspend()).isTrue();
    assertThat(place.pods("taken")).isEmpty();
  }

  @Test
  void a_job_that_no_attempt_is_of_is_cancelled_on_sight() {
    place.apply("stray", LONG);
    place.awaitRunningPod("stray", "s");
    Job ours = place.jobs("stray").get(0);
    Job stray =
        new JobBuilder(ours)
            .withStatus(null)
            .editMetadata()
            .withName("stray-from-nowhere")
            .withUid(null)
            .withResourceVersion(null)
            .addToLabels(JobIdentity.ATTEMPT, "7")
            .endMetadata()
            .editSpec()
            .withSelector(null)
            .editTemplate()
            .editMetadata()
            .removeFromLabels("batch.kubernetes.io/controller-uid")
            .removeFromLabels("controller-uid")
            .removeFromLabels("batch.kubernetes.io/job-name")
            .removeFromLabels("job-name")
            .endMetadata()
            .endTemplate()
            .endSpec()
            .build();
    place.client().resource(stray).create();
    await()
        .atMost(Workplace.SOON)
        .until(
            () ->
                Boolean.TRUE.equals(
                    place
                        .client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(place.namespace())
                        .withName("stray-from-nowhere")
                        .get()
                        .getSpec()
                        .getSuspend()));
    assertThat(place.rollout("stray").get().getStatus().state()).isEqualTo("Running");
  }

  @Test
  void a_rollout_that_is_deleted_in_the_middle_leaves_nothing_behind() {
    place.apply("deleted", LONG);
    place.awaitRunningPod("deleted", "s");
    place.rollout("deleted").delete();
    await()
        .atMost(Workplace.SOON)
        .until(() -> place.jobs("deleted").isEmpty() && place.pods("deleted").isEmpty());
  }
}
