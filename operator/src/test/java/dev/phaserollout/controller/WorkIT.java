package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts that go well. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkIT {

  private final PodCluster cluster;
  private Workplace place;

  WorkIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "work");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void a_rollout_runs_its_phases_to_the_end_and_hands_outputs_on() {
    place.apply(
        "shop",
        """
        release: {version: v1}
        parameters: [{name: greeting, value: "a $(HOME) b"}]
        stepDefaults: {image: IMAGE}
        phases:
          - name: build
            steps:
              - name: make
                run: {command: [sh, -c, 'printf ''{"answer":"4$(2"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: answer}]
              - name: check
                inputs: [{env: ANSWER, from: {step: make, output: answer}}]
                run:
                  command: [sh, -c, 'test ${#ANSWER}-${#PARAM_GREETING} = 4-11 && test -w "$HOME"']
          - name: ship
            steps:
              - {name: left, dependsOn: [], run: {command: [sh, -c, 'exit 0']}}
              - {name: right, dependsOn: [], run: {command: [sh, -c, 'exit 0']}}
              - {name: skipped, if: "release.version == 'v2'", run: {command: [sh, -c, 'exit 1']}}
              - {name: pause, wait: {duration: 1s}}
        finally:
          - {name: bye, run: {command: [sh, -c, 'test $PHASEROLLOUT_RESULT = Succeeded']}}
        """);
    PhaseRolloutStatus status = place.awaitState("shop", "Succeeded");
    assertThat(Workplace.step(status, "make").outputs()).containsEntry("answer", "4$(2");
    assertThat(Workplace.step(status, "skipped").state()).isEqualTo("Skipped");
    assertThat(Workplace.step(status, "bye").state()).isEqualTo("Succeeded");
    assertThat(status.conditions())
        .anySatisfy(
            ready -> {
              assertThat(ready.type()).isEqualTo("Ready");
              assertThat(ready.status()).isEqualTo("True");
              assertThat(ready.observedGeneration()).isEqualTo(1);
            });
    assertThat(place.jobs("shop")).hasSize(5);
    assertThat(place.pods("shop")).hasSize(5);
  }

  @Test
  void a_job_tells_whose_it_is_and_goes_with_its_rollout() {
    place.apply(
        "one",
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    place.awaitState("one", "Succeeded");
    Job job = place.jobs("one").get(0);
    assertThat(job.getMetadata().getLabels())
        .containsEntry(JobIdentity.STEP, "s")
        .containsEntry(JobIdentity.PHASE, "a")
        .containsEntry(JobIdentity.RUN, "1")
        .containsEntry(JobIdentity.ROLE, "step");
    assertThat(job.getMetadata().getAnnotations()).containsKey(JobIdentity.DIGEST);
    assertThat(job.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getName()).isEqualTo("one"));
    place.rollout("one").delete();
    org.awaitility.Awaitility.await()
        .atMost(Workplace.SOON)
        .until(() -> place.jobs("one").isEmpty() && place.pods("one").isEmpty());
  }

  @Test
  void a_rollout_that_is_deleted_and_created_again_at_once_runs_at_once() {
    String spec =
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """;
    String first = place.apply("twice", spec).getMetadata().getUid();
    place.awaitState("twice", "Succeeded");
    place.rollout("twice").delete();

    String second = place.apply("twice", spec).getMetadata().getUid();

    place.awaitState("twice", "Succeeded");
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void a_step_that_runs_long_is_known_by_the_uid_of_its_job() {
    place.apply(
        "long",
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'sleep 4']}}]}]
        """);
    StepStatus running =
        Workplace.step(
            place
                .await(
                    "long",
                    now -> Workplace.holds(now, "s", step -> "Running".equals(step.state())))
                .getStatus(),
            "s");
    assertThat(running.jobUid()).isEqualTo(place.jobs("long").get(0).getMetadata().getUid());
    assertThat(running.runningSince()).isNotNull();
    place.awaitState("long", "Succeeded");
  }

  @Test
  void a_failed_attempt_is_tried_again_in_a_job_of_its_own() {
    place.apply(
        "again",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: a
            steps:
              - name: s
                run: {command: [sh, -c, 'test $PHASEROLLOUT_ATTEMPT = 2']}
                retry: {limit: 2, backoff: {duration: 1s}}
        """);
    PhaseRolloutStatus status = place.awaitState("again", "Succeeded");
    assertThat(Workplace.step(status, "s").attempt()).isEqualTo(2);
    assertThat(place.jobs("again")).hasSize(2);
    assertThat(place.pods("again")).hasSize(2);
  }

  @Test
  void a_sidecar_runs_beside_the_step_and_has_its_environment() {
    place.apply(
        "side",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: a
            steps:
              - name: s
                template:
                  spec:
                    volumes: [{name: shared, emptyDir: {}}]
                    initContainers:
                      - name: side
                        image: IMAGE
                        restartPolicy: Always
                        command: [sh, -c, 'echo $PHASEROLLOUT_STEP > /shared/from; while :; do sleep 0.2; done']
                        volumeMounts: [{name: shared, mountPath: /shared}]
                    containers:
                      - {name: step, volumeMounts: [{name: shared, mountPath: /shared}]}
                run: {command: [sh, -c, 'until [ -e /shared/from ]; do sleep 0.1; done; test "$(cat /shared/from)" = s']}
        """);
    place.awaitState("side", "Succeeded");
    Pod pod = place.pods("side").get(0);
    assertThat(pod.getSpec().getInitContainers()).hasSize(1);
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("kubectl.kubernetes.io/default-container", "step");
  }
}
