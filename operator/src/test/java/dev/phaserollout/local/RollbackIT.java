package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Ended;
import dev.phaserollout.local.Workshop.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are undone, each by a process of its own. */
class RollbackIT {

  @AutoClose private final Workshop workshop;

  RollbackIT(@TempDir Path folder) {
    workshop = new Workshop(folder);
  }

  /** Two steps that note what they do, and a third that succeeds once {@code fine} is there. */
  private static String release(String undoSecond) {
    return """
        phases:
          - name: main
            steps:
              - name: a
                run: {command: [sh, -c, 'echo a >> effects; printf "{\\"id\\": \\"7\\"}" > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: id}]
                rollback: {run: {command: [sh, -c, 'echo "undo a $OUTPUT_ID $PHASEROLLOUT_RESULT" >> effects']}}
              - name: b
                run: {command: [sh, -c, 'echo b >> effects']}
                rollback: {run: {command: [sh, -c, '%s']}}
              - name: c
                run: {command: [sh, -c, 'test -e fine']}
        """
        .replace("%s", undoSecond);
  }

  private static final String UNDO_B = "echo undo b >> effects";

  @Test
  void what_a_failed_run_has_done_is_undone_newest_first_with_its_outputs() throws IOException {
    workshop.rollout(release(UNDO_B));
    Ended failed = workshop.run();
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "undo b", "undo a 7 Failed");
    assertThat(failed.out())
        .contains(
            "rollback begins: 2 steps to undo",
            "main/b: rollback: attempt 1 starts",
            "main/a: rollback: succeeded in ",
            "rollback Succeeded in ",
            "2 of 2 steps compensated; without rollback: c");
    assertThat(workshop.attempt(1, "main.b.rollback", 1).resolve("exit")).exists();
  }

  @Test
  void after_a_rollback_the_next_call_does_everything_again() throws IOException {
    workshop.rollout(release(UNDO_B));
    workshop.run();
    Files.createFile(workshop.file("fine"));
    Ended again = workshop.run();
    assertThat(again.exit()).as(again.out()).isZero();
    assertThat(again.out()).contains("run 2 begins").doesNotContain("reused");
    assertThat(workshop.lines("effects")).endsWith("a", "b").hasSize(6);
  }

  @Test
  void a_run_that_succeeded_is_undone_from_its_own_spec_whatever_the_file_says_by_now()
      throws IOException {
    workshop.rollout(release(UNDO_B));
    Files.createFile(workshop.file("fine"));
    assertThat(workshop.run().exit()).isZero();
    workshop.rollout(release("echo something else >> effects") + "release: {version: v2}\n");
    Ended undone = workshop.run("--rollback");
    assertThat(undone.exit()).as(undone.out()).isZero();
    assertThat(undone.out()).contains("RolledBack: run 1").doesNotContain("run 2");
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "undo b", "undo a 7 Succeeded");

    Ended twice = workshop.run("--rollback");
    assertThat(twice.exit()).isEqualTo(2);
    assertThat(twice.err()).contains("--rollback: found run 1, which is rolled back");
  }

  @Test
  void a_step_that_the_file_has_no_longer_is_undone_with_the_rest() throws IOException {
    String kept = "rollback: {onFailure: None}\n";
    workshop.rollout(release(UNDO_B) + kept);
    assertThat(workshop.run().exit()).isEqualTo(1);
    String without = release(UNDO_B).replaceAll("(?m)^ +- name: a\\n(?: {8}.*\\n){3}", "");
    assertThat(without).doesNotContain("- name: a\n");
    workshop.rollout(without);
    Ended undone = workshop.run();
    assertThat(undone.exit()).isEqualTo(1);
    assertThat(undone.out()).contains("main/a: removed from the spec, done in run 1");
    assertThat(workshop.lines("effects"))
        .containsExactly("a", "b", "b", "undo b", "undo a 7 Failed");
  }

  @Test
  void a_compensation_that_fails_names_what_stands_and_each_call_goes_on_from_there()
      throws IOException {
    workshop.rollout(release("echo undo b >> effects; exit $(cat broken)"));
    Files.writeString(workshop.file("broken"), "3");
    for (String call : new String[] {"first", "second"}) {
      Ended failed = workshop.run();
      assertThat(failed.exit()).as(call).isEqualTo(1);
      assertThat(failed.out())
          .as(call)
          .contains(
              "0 of 2 steps compensated; failed: b; not undone: a, b; without rollback: c",
              "rollback of b: Failed, exit code 3",
              "go on with the rollback: phaserollout run ",
              "give it up and run all of it anew: ");
    }
    assertThat(text(workshop.attempt(1, "main.b.rollback", 2).resolve("claim"))).isNotEmpty();
    Files.writeString(workshop.file("broken"), "0");
    Ended undone = workshop.run();
    assertThat(undone.exit()).isEqualTo(1);
    assertThat(undone.out()).contains("2 of 2 steps compensated").doesNotContain("run 2");
    assertThat(workshop.lines("effects"))
        .containsExactly("a", "b", "undo b", "undo b", "undo b", "undo a 7 Failed");
  }

  @Test
  void a_rollback_that_has_failed_is_given_up_by_rerun() throws IOException {
    workshop.rollout(release("exit 3"));
    workshop.run();
    Files.createFile(workshop.file("fine"));
    Ended rerun = workshop.run("--rerun");
    assertThat(rerun.exit()).as(rerun.out()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "a", "b");
  }

  @Test
  void a_rollback_killed_in_the_middle_goes_on_and_undoes_nothing_twice() throws Exception {
    workshop.rollout(release("echo undo b >> effects; until test -e go; do sleep 0.05; done"));
    Started first = workshop.start();
    workshop.awaitText("effects", "undo b");
    first.kill();
    Started second = workshop.start();
    workshop.awaitText(".phaserollout/shop/lock", Long.toString(second.process().pid()));
    Files.createFile(workshop.file("go"));
    assertThat(second.await()).as(second.printed()).isEqualTo(1);
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "undo b", "undo a 7 Failed");
  }

  @Test
  void a_rollback_that_was_asked_for_and_killed_ends_as_one() throws Exception {
    workshop.rollout(release("echo undo b >> effects; until test -e go; do sleep 0.05; done"));
    Files.createFile(workshop.file("fine"));
    assertThat(workshop.run().exit()).isZero();
    Started first = workshop.start("--rollback");
    workshop.awaitText("effects", "undo b");
    first.kill();
    Files.createFile(workshop.file("go"));
    Started second = workshop.start("--rollback");
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "undo b", "undo a 7 Succeeded");
  }

  @Test
  void ctrl_c_during_a_rollback_ends_the_compensation_and_the_next_call_tries_it_again()
      throws Exception {
    workshop.rollout(release("echo undo b >> effects; until test -e go; do sleep 0.05; done"));
    Started first = workshop.start();
    workshop.awaitText("effects", "undo b");
    first.signal("INT");
    assertThat(first.await()).as(first.printed()).isEqualTo(130);
    Files.createFile(workshop.file("go"));
    Started second = workshop.start();
    assertThat(second.await()).as(second.printed()).isEqualTo(1);
    assertThat(workshop.lines("effects"))
        .containsExactly("a", "b", "undo b", "undo b", "undo a 7 Failed");
  }

  @Test
  void abort_ends_the_run_that_a_kill_has_left() throws Exception {
    workshop.rollout(
        """
        phases:
          - name: main
            steps:
              - {name: a, run: {command: [sh, -c, 'echo a >> effects; sleep 300']}}
        """);
    Started run = workshop.start();
    workshop.awaitText("effects", "a");
    run.kill();
    Ended aborted = workshop.run("--abort");
    assertThat(aborted.exit()).as(aborted.out()).isZero();
    assertThat(aborted.out()).contains("Aborted: run 1");
    patiently(() -> assertThat(workshop.processes()).isEmpty());
    Ended late = workshop.run("--abort");
    assertThat(late.exit()).isEqualTo(2);
    assertThat(late.err()).contains("--abort: found run 1, which has ended");
  }

  @Test
  void abort_stops_a_rollback_and_says_what_stands() throws Exception {
    workshop.rollout(release("echo undo b >> effects; sleep 300"));
    Started run = workshop.start();
    workshop.awaitText("effects", "undo b");
    run.kill();
    Ended stopped = workshop.run("--abort");
    assertThat(stopped.exit()).as(stopped.out()).isZero();
    assertThat(stopped.out())
        .contains("rollback Stopped in ", "not undone: a, b", "go on with the rollback: ");
    assertThat(workshop.lines("effects")).containsExactly("a", "b", "undo b");
  }

  @Test
  void a_command_that_means_no_run_is_a_usage_error_and_nothing_starts() throws IOException {
    workshop.rollout(release(UNDO_B));
    Ended refused = workshop.run("--rollback");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--rollback: found no run that has begun");
    Ended both = workshop.run("--rollback", "--rerun");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("mutually exclusive");
    assertThat(workshop.file("effects")).doesNotExist();
  }
}
