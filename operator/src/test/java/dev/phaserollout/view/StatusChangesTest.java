package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusChangesTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void the_first_status_tells_what_has_begun() {
    assertThat(between("", running("{name: compile, state: Starting, attempt: 1}")))
        .containsExactly(
            "run 1 of release v1 begins", "phase build begins", "build/compile: attempt 1 starts");
  }

  @Test
  void equal_statuses_say_nothing() {
    String status = running("{name: compile, state: Starting, attempt: 1}");
    assertThat(between(status, status)).isEmpty();
  }

  @Test
  void what_keeps_steps_from_starting_is_told_once() {
    String free = "run: {number: 1}\n";
    String held = "run: {number: 1, hold: {reason: OutsideWindow, since: x, message: until 9}}\n";
    assertThat(between(free, held)).containsExactly("nothing new starts: until 9");
    assertThat(between(held, held)).isEmpty();
    assertThat(between(held, free)).isEmpty();
  }

  @Test
  void that_a_started_step_is_known_to_run_is_no_news() {
    assertThat(
            between(
                running("{name: compile, state: Starting, attempt: 1}"),
                running("{name: compile, state: Running, attempt: 1, jobUid: x}")))
        .isEmpty();
  }

  @Test
  void success_names_time_and_outputs() {
    assertThat(
            between(
                running("{name: compile, state: Running, attempt: 1}"),
                running(
                    "{name: compile, state: Succeeded, attempt: 1, outputs: {b: '2', a: '1'},"
                        + " startedAt: '2026-03-01T12:00:00Z',"
                        + " completedAt: '2026-03-01T12:01:05Z'}")))
        .containsExactly("build/compile: succeeded in 1m05s, a=1 b=2");
  }

  @Test
  void a_failed_attempt_names_its_reason_and_when_it_is_tried_again() {
    assertThat(
            between(
                running("{name: compile, state: Running, attempt: 1}"),
                running(
                    "{name: compile, state: Retrying, attempt: 1, message: 'exit code 1',"
                        + " nextAttemptAt: '2026-03-01T12:00:10Z'}")))
        .containsExactly(
            "build/compile: attempt 1 failed, next at 2026-03-01T12:00:10Z: exit code 1");
  }

  @Test
  void the_next_attempt_is_news_even_when_its_state_is_the_same() {
    assertThat(
            between(
                running("{name: compile, state: Running, attempt: 1}"),
                running("{name: compile, state: Starting, attempt: 2}")))
        .containsExactly("build/compile: attempt 2 starts");
  }

  @Test
  void trouble_of_an_attempt_that_does_not_get_on_is_said_once() {
    String trouble =
        running("{name: compile, state: Starting, attempt: 1, message: no room on disk}");
    assertThat(between(running("{name: compile, state: Starting, attempt: 1}"), trouble))
        .containsExactly("build/compile: no room on disk");
    assertThat(between(trouble, trouble)).isEmpty();
  }

  @Test
  void a_reused_step_and_a_skipped_one_say_why_they_did_not_run() {
    assertThat(
            between(
                running("{name: compile, state: Pending}"),
                running("{name: compile, state: Succeeded, attempt: 1, reusedFromRun: 4}")))
        .containsExactly("build/compile: done before, reused from run 4");
    assertThat(
            between(
                running("{name: compile, state: Pending}"),
                running("{name: compile, state: Skipped}")))
        .containsExactly("build/compile: skipped, its condition is false");
  }

  @Test
  void the_end_of_phase_and_run_come_after_the_steps() {
    String ended =
        """
        run: {number: 1, release: v1, startedAt: "2026-03-01T12:00:00Z",
              completedAt: "2026-03-01T12:00:09Z", result: Failed, message: "phase build, step compile: Failed"}
        phases:
          - {name: build, state: Failed, steps: [{name: compile, state: Failed, attempt: 1, message: "exit code 2"}]}
        """;
    assertThat(between(running("{name: compile, state: Running, attempt: 1}"), ended))
        .containsExactly(
            "build/compile: Failed: exit code 2",
            "phase build Failed",
            "run 1 Failed in 9.0s: phase build, step compile: Failed");
  }

  @Test
  void the_steps_of_the_next_run_begin_anew() {
    String next =
        running("{name: compile, state: Starting, attempt: 1}").replace("number: 1", "number: 2");
    assertThat(between(running("{name: compile, state: Running, attempt: 1}"), next))
        .containsExactly(
            "run 2 of release v1 begins", "phase build begins", "build/compile: attempt 1 starts");
  }

  private static final String ASKING =
      """
      run: {number: 1, startedAt: "2026-03-01T12:00:00Z", answers: [%s]}
      phases: [{name: build, state: Running, steps: [{name: m, state: AwaitingAnswer}]}]
      questions: [{id: build/m, choices: [Approve, Reject], digest: d1, text: "Look.\nThen say.",
                   expiresAt: "2026-03-01T13:00:00Z", answers: [%s]}]
      """;

  private static String asking(String decided, String counted) {
    return ASKING.replaceFirst("%s", decided).replaceFirst("%s", counted);
  }

  @Test
  void a_question_is_news_once_with_its_choices_and_its_end() {
    assertThat(between(running("{name: m, state: Pending}"), asking("", "")))
        .containsExactly(
            "build/m: waits for a person until 2026-03-01T13:00:00Z (Approve, Reject): Look. Then say.");
    assertThat(between(asking("", ""), asking("", ""))).isEmpty();
  }

  @Test
  void an_answer_is_news_once_whether_it_decides_or_is_counted_so_far() {
    String alice = "by: alice, decision: Approve, time: '2026-03-01T12:01:00Z', comment: fine";
    String counted = asking("", "{" + alice + "}");
    assertThat(between(asking("", ""), counted)).containsExactly("build/m: Approve by alice: fine");
    assertThat(between(counted, asking("{question: build/m, " + alice + "}", ""))).isEmpty();
  }

  private static String undoing(String rollback, String compensation) {
    return """
        run: {number: 1, release: v1, startedAt: "2026-03-01T12:00:00Z", rollback: {%s}}
        phases: [{name: build, state: Running, steps: [{name: compile, state: Failed, %s}]}]
        """
        .replaceFirst("%s", rollback)
        .replaceFirst("%s", compensation);
  }

  @Test
  void a_rollback_says_when_it_begins_what_it_does_and_what_it_has_come_to() {
    String begun = "state: Running, steps: 2, startedAt: '2026-03-01T12:00:05Z'";
    String at1 = "rollback: {state: Running, attempt: 1}";
    String at2 = "rollback: {state: Failed, attempt: 2, message: 'exit code 3'}";
    assertThat(between(running("{name: compile, state: Failed}"), undoing(begun, at1)))
        .containsExactly(
            "rollback begins: 2 steps to undo", "build/compile: rollback: attempt 1 starts");
    assertThat(
            between(
                undoing(begun, at1),
                undoing(
                    "state: Failed, steps: 2, compensated: 1, failed: [compile], standing: [compile],"
                        + " withoutRollback: [look], startedAt: '2026-03-01T12:00:05Z',"
                        + " completedAt: '2026-03-01T12:00:09Z'",
                    at2)))
        .containsExactly(
            "build/compile: rollback: Failed: exit code 3",
            "rollback Failed in 4.0s: 1 of 2 steps compensated; failed: compile; not undone:"
                + " compile; without rollback: look");
  }

  @Test
  void git_jobs_of_the_run_and_of_a_step_are_told_with_their_commits() {
    String begun =
        """
        run:
          number: 1
          release: v1
          startedAt: "2026-03-01T12:00:00Z"
          git:
            prepare: {state: Running, attempt: 1}
        """;
    String done =
        """
        run:
          number: 1
          release: v1
          startedAt: "2026-03-01T12:00:00Z"
          git:
            prepare: {state: Succeeded, attempt: 1, commit: 3f1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f}
            complete: {state: Retrying, attempt: 1, nextAttemptAt: soon, message: no answer}
            revert: {state: Failed, attempt: 4, message: changed since}
        phases:
          - name: build
            state: Succeeded
            steps:
              - name: compile
                state: Succeeded
                commit: 3f1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f
                git: {state: Succeeded, attempt: 1, commit: 3f1c9a2b7d104e5f6a7b8c9d0e1f2a3b4c5d6e7f}
        """;
    assertThat(between("", begun))
        .containsExactly("run 1 of release v1 begins", "workspace/prepare: attempt 1 starts");
    assertThat(between(begun, done))
        .containsExactly(
            "workspace/prepare: succeeded, commit 3f1c9a2b7d10",
            "phase build begins",
            "build/compile: succeeded, commit 3f1c9a2b7d10",
            "build/compile: git: succeeded, commit 3f1c9a2b7d10",
            "phase build Succeeded",
            "workspace/complete: attempt 1 failed, next at soon: no answer",
            "workspace/revert: Failed: changed since");
  }

  @Test
  void a_step_that_an_edit_removed_is_told_and_nothing_of_its_phase() {
    String removed = "{name: seed, state: Removed, checkpoint: {run: 1, digest: d}}";
    String after = running(removed).replace("state: Running", "state: Removed");
    assertThat(between("run: {number: 1, startedAt: '2026-03-01T12:00:00Z'}\n", after))
        .containsExactly("build/seed: removed from the spec, done in run 1");
  }

  private static String running(String step) {
    return """
        run: {number: 1, release: v1, startedAt: "2026-03-01T12:00:00Z"}
        phases:
          - name: build
            state: Running
            steps: [%s]
        """
        .replace("%s", step);
  }

  private static List<String> between(String before, String after) {
    Optional<PhaseRolloutStatus> old =
        before.isEmpty() ? Optional.empty() : Optional.of(status(before));
    return StatusChanges.between(old, status(after)).stream().map(Line::text).toList();
  }

  private static PhaseRolloutStatus status(String yaml) {
    return YAML.unmarshal(yaml, PhaseRolloutStatus.class);
  }
}
