package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class JobOutcomesIT {
  private final PodCluster cluster;
  private final Pods pods;

  JobOutcomesIT(PodCluster cluster) {
    this.cluster = cluster;
    this.pods = new Pods(cluster, "job");
  }

  private static final String FOR_LONG = "trap \"exit 1\" TERM; while :; do sleep 0.1; done";

  @Test
  void a_job_whose_step_ends_well_is_complete_and_its_pod_has_the_outputs() {
    pods.createJob("good", "", "echo {} > $PHASEROLLOUT_OUTPUTS");

    Job good = pods.awaitJob("good", job -> Statuses.has(job, "Complete"));

    assertThat(good.getStatus().getSucceeded()).isEqualTo(1);
    assertThat(good.getStatus().getCompletionTime()).isNotEmpty();
    assertThat(Statuses.state(pods.ofJob("good").get(0), "step").getTerminated().getMessage())
        .isEqualTo("{}\n");
  }

  @Test
  void a_job_whose_step_says_no_has_failed_without_a_second_pod() {
    pods.createJob("bad", "", "exit 3");

    Job bad = pods.awaitJob("bad", job -> Statuses.has(job, "Failed"));

    assertThat(Statuses.reason(bad, "Failed")).isEqualTo("BackoffLimitExceeded");
    assertThat(pods.ofJob("bad")).hasSize(1);
  }

  @Test
  void a_job_whose_pod_is_evicted_fails_by_its_pod_failure_policy() {
    pods.createJob("evicted", "", FOR_LONG);

    cluster.evict(pods.awaitRunning("evicted"));
    Job evicted = pods.awaitJob("evicted", job -> Statuses.has(job, "Failed"));

    assertThat(Statuses.reason(evicted, "Failed")).isEqualTo("PodFailurePolicy");
    assertThat(pods.ofJob("evicted")).hasSizeLessThanOrEqualTo(1);
    assertThat(evicted.getStatus().getFailed()).isEqualTo(1);
  }

  @Test
  void the_mark_of_an_eviction_stays_on_the_pod_to_its_end() {
    pods.createWith(
        "{name: marked, finalizers: [tests.phaserollout.dev/look-first]}",
        "containers: [{name: step, image: IMAGE, command: [sh, -c, '" + FOR_LONG + "']}]");

    cluster.evict(pods.awaitPhase("marked", "Running"));
    Pod marked = pods.awaitPhase("marked", "Failed");
    pods.release("marked");

    assertThat(Statuses.conditions(marked))
        .contains("DisruptionTarget=True (EvictionByEvictionAPI)");
  }

  @Test
  void a_pod_is_replaced_when_it_is_over_and_not_while_it_ends() {
    pods.create(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: again}
        spec:
          backoffLimit: 3
          podReplacementPolicy: Failed
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: step
                  image: IMAGE
                  command: [sh, -c, 'trap "sleep 3; exit 1" TERM; while :; do sleep 0.1; done']
        """,
        Job.class);
    String first = pods.awaitRunning("again").getMetadata().getName();

    pods.delete(first);
    Job ending =
        pods.awaitJob("again", job -> Integer.valueOf(1).equals(job.getStatus().getTerminating()));
    List<Pod> meanwhile = pods.ofJob("again");
    String second = pods.awaitRunningAfter("again", first);

    assertThat(ending.getStatus().getActive()).isIn(null, 0);
    assertThat(meanwhile).hasSize(1);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void the_pods_of_a_suspended_job_go_and_come_back_when_it_is_resumed() {
    pods.createJob("paused", "", FOR_LONG);
    Pod first = pods.awaitRunning("paused");

    pods.suspend("paused", true);
    pods.awaitJob("paused", job -> Statuses.has(job, "Suspended"));
    pods.awaitGone(first.getMetadata().getName());

    assertThat(pods.ofJob("paused")).isEmpty();
    pods.suspend("paused", false);
    assertThat(pods.awaitRunning("paused").getMetadata().getUid())
        .isNotEqualTo(first.getMetadata().getUid());
  }

  @Test
  void a_job_beyond_its_deadline_has_failed_and_its_pod_is_gone() {
    pods.createJob("late", "activeDeadlineSeconds: 4", FOR_LONG);
    String pod = pods.awaitRunning("late").getMetadata().getName();

    Job late = pods.awaitJob("late", job -> Statuses.has(job, "Failed"));

    assertThat(Statuses.reason(late, "Failed")).isEqualTo("DeadlineExceeded");
    pods.awaitGone(pod);
  }

  @Test
  void a_container_beyond_its_memory_limit_is_killed_and_says_so() {
    pods.createWith(
        "{name: hungry, annotations: {kubelet.phaserollout.dev/out-of-memory: step}}",
        """
        containers:
          - name: step
            image: IMAGE
            resources: {limits: {memory: 16Mi}}
            command: [sh, -c, 'sleep 1; x=$(head -c 200000000 /dev/zero | tr "\\\\000" x); echo $x']
        """);

    Pod hungry = pods.awaitPhase("hungry", "Failed");

    assertThat(Statuses.state(hungry, "step").getTerminated().getReason()).isEqualTo("OOMKilled");
    assertThat(Statuses.state(hungry, "step").getTerminated().getExitCode()).isEqualTo(137);
  }
}
