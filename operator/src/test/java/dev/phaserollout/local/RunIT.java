package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code phaserollout run} with real processes, one call after another. */
class RunIT {

  @TempDir Path folder;
  @AutoClose private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void outputs_feed_inputs_and_the_last_word_is_the_result() throws IOException {
    workshop.rollout(
        """
        phases:
          - name: build
            steps:
              - name: count
                run: {command: [sh, -c, 'echo counting; printf "{\\"count\\": \\"7\\"}" > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: count}]
              - name: use
                inputs: [{env: COUNT, from: {step: count, output: count}}]
                run: {command: [sh, -c], args: ['echo "n is $COUNT, as $(TAG)" >> effects'], env: [{name: TAG, value: x-$(COUNT)}]}
        """);
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(workshop.lines("effects")).hasSize(1).first().asString().startsWith("n is 7, as x-");
    assertThat(ended.out())
        .contains("build/count: succeeded in ", ", count=7", "Succeeded: run 1 of shop");
    assertThat(text(workshop.attempt(1, "build.count", 1).resolve("log"))).isEqualTo("counting\n");
  }

  @Test
  void a_second_call_has_nothing_to_do_and_says_how_to_run_all_of_it_anew() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    workshop.run();
    Ended again = workshop.run();
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("nothing to do: ", "--rerun").doesNotContain("begins");
    assertThat(workshop.lines("effects")).hasSize(1);

    Ended rerun = workshop.run("--rerun");
    assertThat(rerun.out()).contains("run 2 begins", "Succeeded: run 2");
    assertThat(workshop.lines("effects")).hasSize(2);
  }

  @Test
  void after_a_failure_the_next_call_goes_on_from_what_is_done() throws IOException {
    workshop.rollout(
        steps(
            "{name: a, run: {command: [sh, -c, 'echo a >> effects']}}",
            "{name: b, run: {command: [sh, -c, 'echo b >> effects; test -e mended']}}"));
    Ended failed = workshop.run();
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out())
        .contains("step b: Failed, exit code 1", "its log: ", "go on with: phaserollout run ");

    Files.createFile(workshop.file("mended"));
    Ended mended = workshop.run();
    assertThat(mended.exit()).as(mended.out()).isZero();
    assertThat(mended.out()).contains("main/a: done before, reused from run 1", "1 step reused");
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "b");
  }

  @Test
  void after_a_failure_an_edit_that_changes_no_step_goes_on_as_well() throws IOException {
    String steps =
        steps("{name: a, run: {command: [sh, -c, 'echo a >> effects; test -e mended']}}");
    workshop.rollout(steps);
    workshop.run();
    Files.createFile(workshop.file("mended"));

    workshop.rollout("description: now with words\n" + steps);
    Ended mended = workshop.run();
    assertThat(mended.exit()).as(mended.out()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("a", "a");
  }

  @Test
  void a_revision_that_was_edited_stops_everything() throws IOException {
    workshop.rollout(
        steps("{name: a, run: {command: [sh, -c, 'echo honest >> effects; test -e mended']}}"));
    workshop.run();
    Path revision;
    try (var files = Files.list(workshop.state().resolve("revisions"))) {
      revision = files.findFirst().orElseThrow();
    }
    Files.writeString(revision, text(revision).replace("honest", "forged"));

    Ended refused = workshop.run();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains(revision + ": found sha256 '", "mv '");
    assertThat(workshop.lines("effects")).containsExactly("honest");
  }

  @Test
  void another_value_of_a_parameter_is_another_spec_and_starts_the_next_run() throws IOException {
    workshop.rollout(
        "parameters: [{name: region, value: eu}]\n"
            + steps("{name: a, run: {command: [sh, -c, 'echo $PARAM_REGION >> effects']}}"));
    workshop.run();
    Ended other = workshop.run("--param", "region=us", "--release", "v2");
    assertThat(other.out()).contains("run 2 of release v2 begins");
    assertThat(workshop.lines("effects")).containsExactly("eu", "us");
  }

  @Test
  void an_unknown_parameter_is_a_usage_error_and_leaves_no_trace() throws IOException {
    workshop.rollout(
        "parameters: [{name: region, value: eu}]\n" + steps("{name: a, run: {command: [sh]}}"));
    Ended refused = workshop.run("--param", "zone=1");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains("found 'zone', expected one of the rollout's parameters: region");
    assertThat(workshop.state()).doesNotExist();
  }

  @Test
  void what_cannot_be_meant_locally_is_refused_by_name_all_at_once() throws IOException {
    workshop.rollout(
        steps(
            "{name: a, run: {image: busybox}}",
            "{name: b, run: {command: [sh, -c, 'echo b >> effects'],"
                + " env: [{name: T, valueFrom: {secretKeyRef: {name: s, key: k}}}]}}"));
    Ended refused = workshop.run();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "spec.phases[0].steps[0].run.command", "spec.phases[0].steps[1].run.env[0].valueFrom");
    assertThat(workshop.file("effects")).doesNotExist();
    assertThat(workshop.state()).doesNotExist();
  }

  @Test
  void a_secret_of_an_env_file_reaches_the_step_and_nothing_that_is_shown_or_kept()
      throws IOException {
    workshop.rollout(
        steps(
            "{name: a, run: {command: [sh, -c, 'test ${#T} = 8 || exit 9; echo \"bad $T\"; exit 1'],"
                + " env: [{name: T, valueFrom: {secretKeyRef: {name: s, key: k}}}]}}"));
    Path file = Files.writeString(workshop.file("secrets.env"), "T=hunter22\n");
    Ended ended = workshop.run("--env-file", file.toString());
    assertThat(ended.out()).contains("exit code 1: bad ***").doesNotContain("hunter22");
    assertThat(text(workshop.state().resolve("checkpoint.json"))).doesNotContain("hunter22");
    assertThat(text(workshop.attempt(1, "main.a", 1).resolve("command")))
        .doesNotContain("hunter22");
  }

  @Test
  void a_suspended_rollout_starts_nothing_and_says_what_to_change() throws IOException {
    workshop.rollout(
        "suspend: true\n" + steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    Ended waiting = workshop.run();
    assertThat(waiting.exit()).isEqualTo(3);
    assertThat(waiting.out()).contains("spec.suspend is true", "set it to false");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @Test
  void a_command_that_is_not_there_is_named_and_so_is_one_that_may_not_be_executed()
      throws IOException {
    Files.writeString(workshop.file("tool"), "no program");
    workshop.rollout(
        steps(
            "{name: a, continueOnError: true, run: {command: [no-such-tool, up]}}",
            "{name: b, continueOnError: true, run: {command: [./tool]}}",
            "{name: c, continueOnError: true, run: {command: [/tmp]}}",
            "{name: d, run: {command: [exit, '3']}}"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains(
            "command no-such-tool up was not found on this host",
            "(exit code 127)",
            "command ./tool is no program that may be executed",
            "(exit code 126)",
            "command /tmp is a folder; give the path of the program in it",
            "command exit 3 was not found on this host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing/dir", "rollout.yaml"})
  void a_working_directory_that_is_none_fails_at_once(String place) throws IOException {
    workshop.rollout(steps("{name: a, run: {command: ['true'], workingDir: " + place + "}}"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .contains("workingDir: found '" + place + "', expected a folder below " + folder);
  }

  @Test
  void a_file_where_the_folder_of_the_next_run_belongs_is_named() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: ['false']}}"));
    workshop.run();
    Path inTheWay = Files.createFile(workshop.state().resolve("runs/2"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains(inTheWay.toString(), "mv '");
    assertThat(ended.err()).doesNotContain("internal error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "runs/1", "runs/1/main.a/1"})
  void a_step_that_removes_its_own_state_runs_once_and_is_lost(String place) throws IOException {
    workshop.rollout(
        steps(
            "{name: a, run: {command: [sh, -c, 'echo a >> effects; rm -rf .phaserollout/shop/"
                + place
                + "']}}"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out()).isEqualTo(3);
    assertThat(ended.out())
        .contains("the folder was removed after the step had started", "--answer main/a=Approve");
    assertThat(workshop.run("--answer", "main/a=Reject").exit()).isEqualTo(1);
    assertThat(workshop.lines("effects")).containsExactly("a");
  }

  @Test
  void an_empty_name_of_the_state_folder_is_a_usage_error() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    Ended refused = workshop.run("--state", "");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--state: found nothing, expected a folder");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "printf '[1]'                      | a list",
        "printf '{\"a\": 1}'               | a number at 'a'",
        "printf '{\"a\"'                   | no JSON",
        "printf '{\"b\": \"x\"}'           | found no 'a'",
        "awk 'BEGIN { while (n++ < 5000) printf \"x\" }' | expected fewer than 4096",
      })
  void outputs_that_are_not_what_they_must_be_are_named(String write, String fault)
      throws IOException {
    workshop.rollout(
        """
        phases:
          - name: main
            steps:
              - name: a
                run:
                  command:
                    - sh
                    - -c
                    - |
                      %s > $PHASEROLLOUT_OUTPUTS
                outputs: [{name: a}]
        """
            .replace("%s", write));
    Ended ended = workshop.run();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("outputs of step a: ", fault);
    assertThat(text(workshop.state().resolve("checkpoint.json"))).contains("InvalidOutputs");
  }

  @Test
  void a_timeout_ends_the_step_with_all_that_it_has_started() throws IOException {
    workshop.rollout(
        """
        phases:
          - name: main
            steps:
              - name: a
                timeout: 1s
                run:
                  command:
                    - sh
                    - -c
                    - |
                      sleep 300 &
                      (sleep 300 &)
                      setsid sleep 300 &
                      echo started >> effects
                      sleep 300
        """);
    Ended ended = workshop.run();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("TimedOut", "ran for longer than its timeout of 1s");
    assertThat(workshop.lines("effects")).hasSize(1);
  }

  @Test
  void what_a_step_leaves_in_the_background_is_ended_and_the_log_says_so() throws IOException {
    workshop.rollout(
        steps("{name: a, run: {command: [sh, -c, 'sleep 300 & setsid sleep 300 & echo done']}}"));
    assertThat(workshop.run().exit()).isZero();
    assertThat(text(workshop.attempt(1, "main.a", 1).resolve("log")))
        .contains("done", "phaserollout: ended what the step had left running in the background");
  }

  @Test
  void a_second_run_of_the_same_rollout_says_who_holds_it() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    StateFolder state = new StateFolder(workshop.state());
    state.create();
    try (StateLock held = StateLock.take(state)) {
      assertThat(held).isNotNull();
      Ended second = workshop.run();
      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.err())
          .contains("process " + ProcessHandle.current().pid() + " is one", "end it with: kill ");
    }
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "Succeeded, Pending, sha256",
    "checkpoint/v1, checkpoint/v9, version",
  })
  void a_checkpoint_that_was_edited_or_is_of_another_version_stops_everything(
      String from, String to, String field) throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    workshop.run();
    Path checkpoint = workshop.state().resolve("checkpoint.json");
    String edited = text(checkpoint).replace(from, to);
    Files.writeString(checkpoint, edited);

    Ended refused = workshop.run("--rerun");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(checkpoint + ": " + field + ": found", "mv '")
        .doesNotContain("\tat ");
    assertThat(checkpoint).hasContent(edited);
    assertThat(workshop.lines("effects")).hasSize(1);
  }

  @Test
  void a_state_folder_that_cannot_be_made_is_named_and_nothing_runs() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    Path file = Files.createFile(workshop.file("in-the-way"));
    Ended refused = workshop.run("--state", file.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("the state folder: found ", file.toString(), "--state");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @Test
  void when_the_checkpoint_cannot_be_written_nothing_new_starts_and_the_next_call_goes_on()
      throws IOException {
    workshop.rollout(
        steps(
            "{name: a, run: {command: [sh, -c, 'echo a >> effects; mkdir .phaserollout/shop/checkpoint.json.new']}}",
            "{name: b, run: {command: [sh, -c, 'echo b >> effects']}}"));
    Ended failed = workshop.run();
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out())
        .contains("the checkpoint cannot be written", "it goes on where it stopped");
    assertThat(workshop.lines("effects")).containsExactly("a");

    Files.delete(workshop.state().resolve("checkpoint.json.new"));
    assertThat(workshop.run().exit()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: [", "", "just text", "kind: PhaseRollout"})
  void a_file_that_is_no_rollout_is_refused_in_words(String text) throws IOException {
    Files.writeString(workshop.file("rollout.yaml"), text);
    Ended refused = workshop.run();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("rollout.yaml:").doesNotContain("internal error");
  }

  @Test
  void what_lint_would_find_is_said_as_lint_says_it_and_nothing_runs() throws IOException {
    workshop.rollout(
        steps(
            "{name: a, timeout: soon, run: {command: [sh, -c, 'echo a >> effects']}}",
            "{name: b, dependsOn: [c], run: {command: [sh, -c, 'echo b >> effects']}}"));
    Ended refused = workshop.run();
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "rollout.yaml:8:30: spec.phases[0].steps[0].timeout: found 'soon'",
            "spec.phases[0].steps[1].dependsOn[0]");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @Test
  void a_value_of_the_command_line_is_judged_like_one_of_the_file() throws IOException {
    workshop.rollout(steps("{name: a, run: {command: [sh, -c, 'echo a >> effects']}}"));
    Ended refused = workshop.run("--release", "v" + "9".repeat(300));
    assertThat(refused.exit()).as(refused.out()).isEqualTo(2);
    assertThat(refused.err()).contains("spec.release.version");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  private static String steps(String... steps) {
    StringBuilder text = new StringBuilder("phases:\n  - name: main\n    steps:\n");
    for (String step : steps) {
      text.append("      - ").append(step).append('\n');
    }
    return text.toString();
  }
}
