package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which container of a failed pod is named, and in which words. */
class FailedAttemptTest {

  private static final Instant SAID = Instant.parse("2026-03-01T12:00:21Z");

  @Test
  void an_exit_code_is_told_with_what_the_step_said_and_where_its_log_is() {
    Pod pod = Seen.pod("failed");
    message(pod, "\n  connection refused  \nmore\n");
    assertThat(outcome(pod))
        .isEqualTo(
            new AttemptOutcome.Failed(
                SAID,
                3,
                "NonZeroExit",
                "exit code 3: connection refused; see kubectl -n shop logs"
                    + " job/checkout-migrate-1"));
  }

  @Test
  void a_long_word_of_the_step_is_cut() {
    Pod pod = Seen.pod("failed");
    message(pod, "x".repeat(5000));
    assertThat(((AttemptOutcome.Failed) outcome(pod)).message())
        .contains("x".repeat(256) + "…")
        .hasSizeLessThan(400);
  }

  @Test
  void a_program_that_is_not_there_is_an_error_in_the_runtimes_words() {
    assertThat(outcome(Seen.pod("never started")))
        .isEqualTo(new AttemptOutcome.Error(SAID, "StartError", "exec: no such file"));
  }

  @Test
  void a_step_killed_for_memory_names_its_limit_wherever_in_the_pod_it_stands() {
    String limits = "[{name: step, resources: {limits: {memory: 64Mi}}}, {name: other}]";
    for (String list : List.of("containers", "initContainers")) {
      Pod pod = Seen.pod("killed for memory");
      pod.setSpec(Seen.pod("spec: {" + list + ": " + limits + "}").getSpec());
      assertThat(outcome(pod))
          .isEqualTo(
              new AttemptOutcome.Failed(
                  SAID,
                  137,
                  "OOMKilled",
                  "was killed because it used more memory than its limit of 64Mi; raise"
                      + " resources.limits.memory"));
    }
  }

  @Test
  void a_step_killed_for_memory_without_a_limit_names_none() {
    assertThat(((AttemptOutcome.Failed) outcome(Seen.pod("killed for memory"))).message())
        .isEqualTo(
            "was killed because it used more memory than its limit; raise"
                + " resources.limits.memory");
  }

  @Test
  void a_failing_init_container_is_named() {
    assertThat(
            failed(
                "initContainerStatuses: [{name: checkout, state: {terminated: {exitCode: 2}}}],"
                    + " containerStatuses: [{name: step, state: {waiting: {reason:"
                    + " PodInitializing}}}]"))
        .startsWith("container checkout: exit code 2;");
  }

  @Test
  void the_step_is_named_before_every_other_container() {
    assertThat(
            failed(
                "containerStatuses: [{name: aaa, state: {terminated: {exitCode: 2}}},"
                    + " {name: step, state: {terminated: {exitCode: 3}}}]"))
        .startsWith("exit code 3;");
  }

  @Test
  void where_the_step_is_fine_the_container_that_failed_is_named_and_not_a_sidecar() {
    assertThat(
            failed(
                "initContainerStatuses: [{name: proxy, state: {terminated: {exitCode: 143}}}],"
                    + " containerStatuses: [{name: step, state: {terminated: {exitCode: 0}}},"
                    + " {name: uploader, state: {terminated: {exitCode: 1}}}]"))
        .startsWith("container uploader: exit code 1;");
  }

  @Test
  void a_sidecar_is_named_where_nothing_else_has_failed() {
    assertThat(
            failed(
                "initContainerStatuses: [{name: proxy, state: {terminated: {exitCode: 1}}}],"
                    + " containerStatuses: [{name: step, state: {waiting: {reason:"
                    + " PodInitializing}}}]"))
        .startsWith("container proxy: exit code 1;");
  }

  @Test
  void a_node_that_turns_the_pod_away_is_a_disruption_in_its_words() {
    assertThat(outcome(Seen.pod("turned away by its node")))
        .isEqualTo(new AttemptOutcome.Disrupted(SAID, "OutOfcpu"));
  }

  @Test
  void where_the_pod_says_nothing_the_job_speaks_and_nobody_says_null() {
    assertThat(outcome(Seen.pod("failed without a word")))
        .isEqualTo(new AttemptOutcome.Disrupted(SAID, "it is said"));
    Job silent = Seen.job("failed");
    silent.getStatus().getConditions().get(0).setMessage(null);
    assertThat(outcome(silent, Seen.pod("failed without a word")))
        .isEqualTo(
            new AttemptOutcome.Disrupted(
                SAID, "its pod failed, and none of its containers says why"));
  }

  @Test
  void a_drained_node_is_told_in_the_words_of_who_drained_it() {
    assertThat(outcome(Seen.pod("failed, drained")))
        .isEqualTo(new AttemptOutcome.Disrupted(SAID, "EvictionByEvictionAPI: drained"));
    assertThat(outcome(Seen.pod("failed, deleted before")))
        .isEqualTo(new AttemptOutcome.Disrupted(SAID, "its pod was deleted"));
  }

  /** The message of a failed pod with a sidecar named proxy. */
  private static String failed(String statuses) {
    Pod pod =
        Seen.pod(
            "{spec: {initContainers: [{name: proxy, restartPolicy: Always}], containers:"
                + " [{name: step}]}, status: {phase: Failed, "
                + statuses
                + "}}");
    return ((AttemptOutcome.Failed) outcome(pod)).message();
  }

  private static void message(Pod pod, String text) {
    pod.getStatus().getContainerStatuses().get(0).getState().getTerminated().setMessage(text);
  }

  private static AttemptOutcome outcome(Pod pod) {
    return outcome(Seen.job("failed"), pod);
  }

  private static AttemptOutcome outcome(Job job, Pod pod) {
    JobSighting sighting = JobReader.read(job, List.of(pod), Optional.empty(), List::of);
    return ((JobSighting.Ended) sighting).outcome();
  }
}
