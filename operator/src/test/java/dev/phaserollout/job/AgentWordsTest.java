package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.TerminationMessage;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An attempt in whose pod the agent has a part: what is read of it, and whom it is believed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentWordsTest {

  private static final ErrandResult ADVANCED =
      ErrandResult.of(Outcome.Advanced, "main", Errands.COMMIT, "main has it");
  private static final ErrandFailure MISSING =
      new ErrandFailure(
          "DeliverablesMissing", false, "docs/*.md: found 0 files\nREADME: found none");

  private static final String PROXY =
      "{name: proxy, image: i, state: {terminated: {exitCode: 143,"
          + " startedAt: '2026-03-01T12:00:01Z', finishedAt: '2026-03-01T12:00:40Z'}}}";

  @Test
  void a_step_ends_when_its_finish_has_and_outputs_are_those_of_the_step() {
    Pod pod =
        pod(
            "checkout,finish",
            "Succeeded",
            ended("checkout", 5, 0, ErrandResult.of(Outcome.CheckedOut, "main", "c", "")),
            ended("step", 20, 0, "{\"schema\":\"42\"}"),
            ended("finish", 30, 0, ADVANCED));
    assertThat(outcome("active", pod))
        .isEqualTo(
            new AttemptOutcome.Succeeded(
                at(30), "{\"schema\":\"42\"}", 4096, Optional.of(ADVANCED)));
  }

  @Test
  void a_step_that_nothing_follows_has_no_errand_behind_it() {
    Pod pod =
        pod(
            "checkout",
            "Succeeded",
            ended("checkout", 5, 0, ErrandResult.of(Outcome.CheckedOut, "main", "c", "")),
            ended("step", 20, 0, TerminationMessage.of(ADVANCED)));
    assertThat(outcome("active", pod))
        .isEqualTo(
            new AttemptOutcome.Succeeded(
                at(20), TerminationMessage.of(ADVANCED), 4096, Optional.empty()));
  }

  @Test
  void an_agent_alone_leaves_a_result_and_no_outputs() {
    assertThat(outcome("active", pod("git", "Succeeded", ended("git", 20, 0, ADVANCED))))
        .isEqualTo(new AttemptOutcome.Succeeded(at(20), "", 4096, Optional.of(ADVANCED)));
  }

  @Test
  void an_agent_that_ended_well_without_a_word_that_can_be_read_has_no_result() {
    for (String message : List.of("", "Error", "{\"outcome\":\"Teleported\",\"message\":\"\"}")) {
      assertThat(outcome("active", pod("git", "Succeeded", ended("git", 20, 0, message))))
          .isEqualTo(new AttemptOutcome.Succeeded(at(20), "", 4096, Optional.empty()));
    }
  }

  @Test
  void a_container_of_the_user_never_speaks_for_the_agent_whatever_its_name() {
    Pod pod =
        pod(
            "",
            "Succeeded",
            ended("step", 20, 0, "{}"),
            ended("finish", 30, 0, ADVANCED),
            ended("git", 30, 0, ADVANCED));
    assertThat(outcome("active", pod))
        .isEqualTo(new AttemptOutcome.Succeeded(at(20), "{}", 4096, Optional.empty()));
    Pod failed = pod("", "Failed", ended("checkout", 5, 1, MISSING), waiting("step", ""));
    assertThat(outcome("failed", failed)).isInstanceOf(AttemptOutcome.Failed.class);
    Pod step =
        pod("checkout", "Failed", ended("checkout", 5, 0, ADVANCED), ended("step", 20, 1, MISSING));
    assertThat(outcome("failed", step)).isInstanceOf(AttemptOutcome.Failed.class);
  }

  @Test
  void an_errand_that_failed_is_told_in_full_wherever_in_the_pod_it_stands() {
    Pod before = pod("checkout", "Failed", ended("checkout", 5, 1, MISSING), waiting("step", ""));
    Pod after =
        pod(
            "checkout,finish",
            "Failed",
            ended("checkout", 5, 0, ADVANCED),
            ended("step", 20, 0, "{}"),
            ended("finish", 30, 1, MISSING));
    Pod alone = pod("git", "Failed", ended("git", 20, 2, MISSING));
    for (Pod pod : List.of(before, after, alone)) {
      assertThat(outcome("failed", pod))
          .isEqualTo(
              new AttemptOutcome.ErrandFailed(Instant.parse("2026-03-01T12:00:21Z"), MISSING));
    }
  }

  @Test
  void a_command_that_failed_is_the_reason_before_anything_of_the_agent() {
    Pod pod =
        pod(
            "checkout,finish",
            "Failed",
            PROXY,
            ended("checkout", 5, 0, ADVANCED),
            ended("step", 20, 3, "no such table"),
            waiting("finish", ""));
    assertThat(outcome("failed", pod))
        .isInstanceOfSatisfying(
            AttemptOutcome.Failed.class,
            failed ->
                assertThat(failed.message()).startsWith("exit code 3: no such table; see kubectl"));
  }

  @ParameterizedTest
  @CsvSource({
    "'checkout', checkout, 'container checkout: exit code 137', ' -c checkout'",
    "'git', git, 'exit code 137', 'job/checkout-migrate-1'"
  })
  void an_agent_that_was_killed_is_an_ordinary_failure_with_the_name_of_its_container(
      String agents, String container, String says, String log) {
    Pod pod = pod(agents, "Failed", ended(container, 5, 137, ""));
    assertThat(outcome("failed", pod))
        .isInstanceOfSatisfying(
            AttemptOutcome.Failed.class,
            failed -> assertThat(failed.message()).startsWith(says).endsWith(log));
  }

  @Test
  void an_agent_that_needed_more_memory_says_where_it_is_given() {
    String killed =
        ended("git", 5, 137, "").replace("exitCode: 137", "exitCode: 137, reason: OOMKilled");
    assertThat(((AttemptOutcome.Failed) outcome("failed", pod("git", "Failed", killed))).message())
        .contains("raise what the operator gives its agent (--agent-resources)");
  }

  @Test
  void a_message_that_the_kubelet_has_cut_because_of_many_containers_is_still_read() {
    ErrandFailure longOne =
        new ErrandFailure(
            "DeliverablesMissing", false, "docs/ü\"\\\n.md: found 0 files. ".repeat(90));
    String message = TerminationMessage.of(longOne);
    for (int bytes = 1000; bytes < 1040; bytes++) {
      Pod pod = pod("git", "Failed", ended("git", 20, 1, ""));
      pod.getStatus()
          .getInitContainerStatuses()
          .get(0)
          .getState()
          .getTerminated()
          .setMessage(message.substring(0, bytes));
      assertThat(outcome("failed", pod))
          .isInstanceOfSatisfying(
              AttemptOutcome.ErrandFailed.class,
              failed -> {
                assertThat(failed.failure().reason()).isEqualTo("DeliverablesMissing");
                assertThat(failed.failure().message()).startsWith("docs/ü\"\\\n.md:").endsWith("…");
              });
    }
  }

  @Test
  void the_step_has_started_when_its_own_container_has() {
    Pod before =
        pod("checkout,finish", "Pending", ended("checkout", 5, 0, ADVANCED), waiting("step", ""));
    assertThat(new StepPod(before).started()).isEmpty();
    Pod after =
        pod(
            "checkout,finish",
            "Running",
            ended("checkout", 5, 0, ADVANCED),
            ended("step", 20, 0, ""),
            running("finish"));
    assertThat(new StepPod(after).started()).contains(at(0));
    assertThat(new StepPod(pod("git", "Running", running("git"))).started()).contains(at(0));
  }

  @Test
  void an_image_of_the_agent_that_is_missing_is_named_with_its_container() {
    Pod pod =
        pod(
            "checkout",
            "Pending",
            waiting("checkout", "ErrImagePull"),
            waiting("step", "PodInitializing"));
    assertThat(new StepPod(pod).trouble(Optional.empty()).orElseThrow())
        .isEqualTo(new Trouble("ImagePullBackOff", "checkout: image i cannot be pulled: said"));
  }

  @Test
  void what_keeps_the_end_of_a_step_from_being_seen_to_is_named_although_it_has_started() {
    Pod pod =
        pod(
            "checkout,finish",
            "Pending",
            ended("step", 20, 0, ""),
            waiting("finish", "CreateContainerError"));
    assertThat(new StepPod(pod).trouble(Optional.empty()))
        .contains(new Trouble("CreateContainerError", "finish: said"));
  }

  @Test
  void a_secret_that_cannot_be_mounted_is_named_until_it_is() {
    Trouble mount = new Trouble("FailedMount", "secret \"git-credentials\" not found");
    Pod creating =
        pod(
            "checkout",
            "Pending",
            waiting("checkout", "PodInitializing"),
            waiting("step", "PodInitializing"));
    assertThat(new StepPod(creating).trouble(Optional.of(mount))).contains(mount);
    assertThat(new StepPod(creating).trouble(Optional.empty())).isEmpty();
    Pod ready = pod("checkout", "Pending", waiting("checkout", "PodInitializing"));
    ready
        .getStatus()
        .setConditions(
            Seen.pod("status: {conditions: [{type: PodReadyToStartContainers, status: 'True'}]}")
                .getStatus()
                .getConditions());
    assertThat(new StepPod(ready).trouble(Optional.of(mount))).isEmpty();
    Pod checkingOut = pod("checkout", "Pending", running("checkout"), waiting("step", ""));
    assertThat(new StepPod(checkingOut).trouble(Optional.of(mount))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkout", "checkout,finish", "git"})
  void a_job_is_complete_only_when_the_last_container_says_so(String agents) {
    Pod pod = pod(agents, "Succeeded", running("step"));
    assertThat(((AttemptOutcome.Lost) outcome("complete", pod)).message())
        .endsWith("says that the container " + AgentWords.in(pod).last() + " has ended well");
  }

  private static AttemptOutcome outcome(String job, Pod pod) {
    JobSighting sighting =
        JobReader.read(Seen.job(job), List.of(pod), Optional.empty(), () -> List.of(pod));
    return ((JobSighting.Ended) sighting).outcome();
  }

  private static Pod pod(String agents, String phase, String... statuses) {
    Pod pod =
        Seen.pod(
            "status: {phase: "
                + phase
                + ", initContainerStatuses: ["
                + String.join(", ", statuses)
                + "]}");
    if (!agents.isEmpty()) {
      pod.getMetadata().setAnnotations(Map.of("phaserollout.dev/agent", agents));
    }
    return pod;
  }

  private static String ended(String name, int second, int code, ErrandResult result) {
    return ended(name, second, code, TerminationMessage.of(result));
  }

  private static String ended(String name, int second, int code, ErrandFailure failure) {
    return ended(name, second, code, TerminationMessage.of(failure));
  }

  private static String ended(String name, int second, int code, String message) {
    return "{name: "
        + name
        + ", image: i, state: {terminated: {exitCode: "
        + code
        + ", message: '"
        + message.replace("'", "''")
        + "', startedAt: '"
        + at(0)
        + "', finishedAt: '"
        + at(second)
        + "'}}}";
  }

  private static String running(String name) {
    return "{name: " + name + ", image: i, state: {running: {startedAt: '" + at(0) + "'}}}";
  }

  private static String waiting(String name, String reason) {
    return "{name: "
        + name
        + ", image: i, state: {waiting: {reason: '"
        + reason
        + "', message: said}}}";
  }

  private static Instant at(int second) {
    return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second);
  }
}
