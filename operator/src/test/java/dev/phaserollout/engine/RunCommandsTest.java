package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.RunRecord;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunCommandsTest {
  private static final String SPEC = "phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]";

  @Test
  void a_command_is_handled_once() {
    Story story = Story.of(SPEC).begin().fails("a/s #1", 1).annotated("retry", "1");
    assertThat(story.status().run().number()).isEqualTo(2);
    assertThat(story.status().lastHandled().retry()).isEqualTo("1");
    story.fails("a/s #1", 1).state("Failed").decide().state("Failed");
    story.annotated("retry", "1/again").state("Failed");
    assertThat(story.status().lastHandled().retry()).isEqualTo("1/again");
    story.annotated("retry", "2").state("Running");
    assertThat(story.status().run().number()).isEqualTo(3);
  }

  @Test
  void a_command_for_the_run_under_way_is_obeyed_by_the_decision_that_ends_it() {
    Story story = Story.of(SPEC).begin().annotated("retry", "1").state("Running");
    story.fails("a/s #1", 1).state("Running").asks("create step a/s #1");
    assertThat(story.status().run().number()).isEqualTo(2);
  }

  @Test
  void commands_present_at_creation_are_echoed_and_not_executed() {
    Story story = Story.of(SPEC).annotated("abort", "1").begin();
    assertThat(story.status().lastHandled().abort()).isEqualTo("1");
    story.state("Running").asks("create step a/s #1");
  }

  @Test
  void abort_cancels_what_runs_and_works_while_suspended() {
    Story story = Story.of(SPEC).begin().runs("a/s #1").edited("{suspend: true, " + SPEC + "}");
    story.annotated("abort", "1").asks("cancel step a/s #1").cancelled("a/s #1");
    story.state("Aborted").condition("Stalled", "True Aborted").step("s", "Aborted");
  }

  @Test
  void a_token_that_is_longer_than_a_status_may_hold_is_handled_once_too() {
    Story story = Story.of(SPEC).begin().fails("a/s #1", 1);
    story.annotated("retry", "1/" + "x".repeat(1000)).state("Running");
    assertThat(story.status().lastHandled().retry()).hasSize(256);
    story.fails("a/s #1", 1).decide().state("Failed");
  }

  @Test
  void abort_works_before_the_run_has_begun() {
    Story story = Story.of(SPEC).surroundedBy(List.of(Problem.of("a", "b", "c", "d"))).begin();
    story.annotated("abort", "1").state("Aborted").asks();
  }

  @Test
  void a_command_for_another_run_is_echoed_and_does_nothing() {
    Story story = Story.of(SPEC).begin().fails("a/s #1", 1).annotated("retry", "7").state("Failed");
    assertThat(story.status().lastHandled().retry()).isEqualTo("7");
    assertThat(story.status().run().number()).isEqualTo(1);
  }

  @Test
  void history_is_bounded_and_what_left_it_is_asked_to_go() {
    Story story = Story.of("{historyLimit: 2, " + SPEC + "}").begin();
    for (int run = 1; run <= 4; run++) {
      story.fails("a/s #1", 1);
      if (run < 4) {
        story.annotated("retry", String.valueOf(run));
      }
    }
    assertThat(story.status().history()).extracting(RunRecord::run).containsExactly(4, 3);
    story.asks("expire runs up to 2");
  }

  @Test
  void an_abort_while_the_run_is_ending_gives_up_its_finally_steps() {
    Story story =
        Story.of(
            "{"
                + SPEC
                + ", finally: [{name: f, run: {command: [x]}}, {name: g, run: {command: [x]}}]}");
    story.begin().succeeds("a/s #1").asks("create step finally/f #1").runs("finally/f #1");
    story.annotated("abort", "1").asks("cancel step finally/f #1").cancelled("finally/f #1");
    story.state("Aborted").asks().step("g", "Aborted");
  }

  @Test
  void a_second_abort_counts_although_steps_of_the_run_are_still_being_ended() {
    Story story = Story.of("{" + SPEC + ", finally: [{name: f, run: {command: [x]}}]}").begin();
    story.runs("a/s #1").annotated("abort", "1").asks("cancel step a/s #1");
    story.annotated("abort", "1/again").cancelled("a/s #1");
    story.state("Aborted").asks().step("f", "Aborted");
  }

  @Test
  void an_aborted_run_ends_with_its_finally_steps_although_it_is_suspended() {
    String spec = SPEC + ", finally: [{name: f, run: {command: [x]}}]}";
    Story story = Story.of("{" + spec).begin().runs("a/s #1").edited("{suspend: true, " + spec);
    story.annotated("abort", "1").cancelled("a/s #1").asks("create step finally/f #1");
    story.state("Ending").succeeds("finally/f #1").state("Aborted");
  }

  @Test
  void of_retry_and_rerun_at_once_retry_is_obeyed() {
    String two =
        "phases: [{name: a, steps: [{name: s, run: {command: [x]}}, {name: t, run: {command: [x]}}]}]";
    Story story = Story.of(two).begin().succeeds("a/s #1").annotated("rerun", "1");
    story
        .annotated("retry", "1")
        .fails("a/t #1", 1)
        .step("s", "Succeeded")
        .asks("create step a/t #1");
  }

  @Test
  void a_history_limit_below_zero_keeps_nothing_and_breaks_nothing() {
    Story story = Story.of("{historyLimit: -1, " + SPEC + "}").begin().succeeds("a/s #1");
    assertThat(story.state("Succeeded").status().history()).isEmpty();
  }
}
