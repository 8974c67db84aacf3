package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gates that are measured by a Job: one Job and one pod a measurement, whatever happens. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class GateJobsIT {

  private final PodCluster cluster;
  private Workplace place;

  GateJobsIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "gate-jobs");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private void apply(String name, String gate) {
    place.apply(
        name,
        """
        stepDefaults: {image: IMAGE, startTimeout: 6s}
        phases:
          - name: a
            steps:
              - name: s
                run: {command: [sh, -c, 'exit 0']}
                rollback: {run: {command: [sh, -c, 'exit 0']}}
            gates: [{name: g, GATE}]
          - name: b
            steps: [{name: t, run: {command: [sh, -c, 'exit 0']}}]
        """
            .replace("GATE", gate));
  }

  private static GateStatus gate(PhaseRolloutStatus status) {
    return status.phases().get(0).gates().get(0);
  }

  private static boolean measures(HasMetadata object) {
    return JobIdentity.label(object, JobIdentity.ROLE).equals("gate");
  }

  private static List<String> numbers(List<? extends HasMetadata> objects) {
    return objects.stream()
        .filter(GateJobsIT::measures)
        .map(object -> JobIdentity.label(object, JobIdentity.ATTEMPT))
        .sorted()
        .toList();
  }

  @Test
  void a_measurement_has_one_job_though_the_operator_is_killed_while_it_runs() {
    apply("killed", "interval: 1s, count: 2, job: {run: {command: [sh, -c, 'sleep 5']}}");
    place.await(
        "killed",
        now ->
            !now.phases().isEmpty()
                && !now.phases().get(0).gates().isEmpty()
                && gate(now).job() != null
                && "Running".equals(gate(now).job().state()));
    place.stopOperator();
    place.startOperator();

    PhaseRolloutStatus ended = place.awaitState("killed", "Succeeded");
    assertThat(gate(ended).counts().pass()).isEqualTo(2);
    assertThat(numbers(place.jobs("killed"))).containsExactly("1", "2");
    assertThat(numbers(place.pods("killed"))).containsExactly("1", "2");
    assertThat(place.jobs("killed"))
        .filteredOn(GateJobsIT::measures)
        .allMatch(job -> JobIdentity.label(job, JobIdentity.GATE).equals("g"));
  }

  @Test
  void a_job_that_says_no_undoes_the_run() {
    apply("no", "job: {run: {command: [sh, -c, 'exit 3']}}");
    PhaseRolloutStatus ended = place.awaitState("no", "RolledBack");
    assertThat(ended.run().message()).contains("gate a/gates/g").contains("exit code 3");
    assertThat(numbers(place.jobs("no"))).containsExactly("1");
  }

  @Test
  void a_pod_that_cannot_start_is_named_and_asks_a_person_and_undoes_nothing() {
    apply("image", "consecutiveErrorLimit: 0, job: {run: {image: 'localhost/nope:1'}}");
    place.await(
        "image",
        now ->
            now.message() != null
                && now.message().contains("image localhost/nope:1 cannot be pulled"));
    PhaseRolloutStatus asking = place.awaitState("image", "AwaitingAnswer");
    assertThat(asking.questions()).singleElement().extracting(q -> q.id()).isEqualTo("a/gates/g");
    assertThat(gate(asking).message()).contains("cannot be pulled");
    assertThat(asking.run().rollback()).isNull();
  }
}
