package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoggedWorkTest {

  private static final PhaseRolloutStatus STATUS =
      new KubernetesSerialization()
          .unmarshal(
              """
              run: {number: 2}
              phases:
                - name: build
                  entryGates: [{name: smoke, job: {attempt: 1}}]
                  guardrails: [{name: watch, job: {attempt: 4}}, {name: slo}]
                  gates: [{name: bake, job: {attempt: 1}}, {name: due, job: {attempt: 0}}]
                  steps:
                    - name: make
                      attempt: 1
                      reusedFromRun: 1
                      gates: [{name: tests, job: {attempt: 2}}]
                      rollback: {attempt: 1}
              """,
              PhaseRolloutStatus.class);

  private static List<String> labels(String... step) {
    LogChoice choice = new LogChoice(List.of(step).stream().findFirst());
    return LoggedWork.of(STATUS).stream().filter(choice::takes).map(LoggedWork::label).toList();
  }

  private static Pod pod(String step, String gate) {
    return new PodBuilder()
        .withNewMetadata()
        .addToLabels(
            Map.of(
                JobIdentity.RUN, "2",
                JobIdentity.PHASE, "build",
                JobIdentity.GATE, gate,
                JobIdentity.ROLE, "gate",
                JobIdentity.ATTEMPT, "1"))
        .addToLabels(step.isEmpty() ? Map.of() : Map.of(JobIdentity.STEP, step))
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .build();
  }

  @Test
  void gates_that_a_job_measures_stand_beside_the_steps_that_they_judge() {
    assertThat(labels())
        .containsExactly(
            "gate smoke of build",
            "gate watch of build #4",
            "build/make",
            "gate tests of build/make #2",
            "rollback of build/make",
            "gate bake of build");
  }

  @Test
  void the_gates_of_a_step_belong_to_it_and_those_of_its_phase_do_not() {
    List<String> make =
        List.of("build/make", "gate tests of build/make #2", "rollback of build/make");
    assertThat(labels("make")).isEqualTo(make);
    assertThat(labels("build/make")).isEqualTo(make);
    assertThat(labels("build/")).isEmpty();
    assertThat(labels("")).isEmpty();
  }

  @Test
  void a_gate_is_measured_in_the_run_that_reuses_the_step_and_stands_where_the_spec_has_it() {
    assertThat(LoggedWork.of(STATUS))
        .filteredOn(work -> work.gate().isPresent())
        .allMatch(work -> work.run() == 2)
        .extracting(LoggedWork::gatePath)
        .containsExactly("entryGates/smoke", "guardrails/watch", "make/gates/tests", "gates/bake");
  }

  @Test
  void the_pod_of_a_gate_is_that_of_its_name_in_whatever_list_of_its_phase() {
    List<Pod> pods = List.of(pod("", "bake"), pod("", "smoke"), pod("make", "smoke"));
    assertThat(LoggedWork.of(STATUS))
        .filteredOn(work -> work.gate().isPresent())
        .extracting(work -> PodLogs.of(work, pods))
        .containsExactly(
            Optional.of(pods.get(1)), Optional.empty(), Optional.empty(), Optional.of(pods.get(0)));
  }

  @Test
  void the_line_of_a_pod_says_which_gate_it_measures() {
    assertThat(PodLogs.workOf(pod("", "smoke")).map(LoggedWork::label))
        .contains("gate smoke of build");
    assertThat(PodLogs.workOf(pod("make", "tests")).map(LoggedWork::label))
        .contains("gate tests of build/make");
  }
}
