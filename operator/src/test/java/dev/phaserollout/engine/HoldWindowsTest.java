package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Runs that meet closed windows. Every story begins on a Monday at 09:00 UTC. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HoldWindowsTest {

  private static final String LATER = "{schedule: '0 14 * * *', duration: 2h}";
  private static final String NOW = "{schedule: '0 8 * * *', duration: 2h}";

  private static String spec(String windows, String phaseWindows) {
    return Specs.fill(
        """
        windows: [%s]
        phases:
        - {name: a, steps: [{name: s, run: {command: [x]}, retry: {limit: 1}}]}
        - {name: b, windows: [%s], steps: [{name: t, run: {command: [x]}}]}
        finally: [{name: f, run: {command: [x]}}]
        """,
        windows, phaseWindows);
  }

  @Test
  void a_run_does_not_begin_while_the_windows_of_its_rollout_are_closed() {
    Story story = Story.of(spec(LATER, "")).begin().state("Waiting").asks();
    story.condition("Ready", "False OutsideWindow").condition("Reconciling", "True OutsideWindow");
    story.noCondition("Stalled").condition("Accepted", "True Accepted");
    story.says(
        "run 1 has not begun: outside the windows of the rollout, open again"
            + " 2026-03-02T14:00Z[UTC] (held since 2026-03-02T09:00:00Z)");
    story.wakesAfter(Duration.ofHours(5));
    assertThat(story.status().run().hold().until()).isEqualTo("2026-03-02T14:00:00Z");
    story.after(Duration.ofHours(5)).state("Running").asks("create step a/s #1");
    assertThat(story.status().run().hold()).isNull();
  }

  @Test
  void what_is_said_while_it_waits_never_changes_with_the_clock() {
    Story story = Story.of(spec(LATER, "")).begin();
    int writes = story.writes();
    story.after(Duration.ofHours(1)).after(Duration.ofHours(3)).wrote(writes);
  }

  @Test
  void the_time_zone_of_the_window_is_the_one_that_is_read() {
    Story.of(spec("{schedule: '0 14 * * *', duration: 2h, timeZone: Europe/Berlin}", ""))
        .begin()
        .wakesAfter(Duration.ofHours(4))
        .says("open again 2026-03-02T14:00+01:00[Europe/Berlin]");
  }

  @Test
  void a_phase_does_not_begin_while_its_windows_are_closed() {
    Story story = Story.of(spec("", LATER)).begin().succeeds("a/s #1").asks();
    story.phase("b", "Pending").state("Waiting").condition("Ready", "False OutsideWindow");
    story.says("phase b (2/2) has not begun; nothing new starts: outside the windows of phase b,");
    story.wakesAfter(Duration.ofHours(5)).after(Duration.ofHours(5)).asks("create step b/t #1");
  }

  @Test
  void windows_of_rollout_and_phase_must_both_be_open() {
    Story story =
        Story.of(spec(NOW, "{schedule: '30 9 * * *', duration: 1h}")).begin().succeeds("a/s #1");
    story.says("outside the windows of phase b and of the rollout, open again 2026-03-02T09:30Z");
    story.after(Duration.ofMinutes(30)).asks("create step b/t #1");
  }

  @Test
  void what_runs_when_a_window_closes_goes_on_and_nothing_new_starts() {
    String two =
        """
        windows: [{schedule: '0 8 * * *', duration: 2h}]
        phases:
        - {name: a, steps: [{name: s, run: {command: [x]}, timeout: 9h, dependsOn: []},
           {name: t, run: {command: [x]}, timeout: 9h, dependsOn: []},
           {name: u, run: {command: [x]}, dependsOn: [s]}]}
        """;
    Story story = Story.of(two).begin().runs("a/s #1").runs("a/t #1");
    story.after(Duration.ofHours(2)).state("Running").step("s", "Running");
    story.succeeds("a/s #1").asks().step("u", "Pending").state("Running");
    story.says("running t; nothing new starts: outside the windows of the rollout, open again");
    story.after(Duration.ofHours(21)).step("u", "Starting");
  }

  @Test
  void another_attempt_waits_for_the_window_too() {
    Story story = Story.of(spec(NOW, "")).begin().passes(Duration.ofMinutes(59));
    story.fails("a/s #1", 1).after(Duration.ofMinutes(10)).step("s", "Retrying").asks();
    story.condition("Ready", "False OutsideWindow");
    story.after(Duration.ofHours(22)).asks("create step a/s #2");
  }

  @Test
  void finally_steps_run_whatever_the_windows_say() {
    Story story = Story.of(spec(NOW, "")).begin().passes(Duration.ofHours(3));
    story.annotated("abort", "1").cancelled("a/s #1").asks("create step finally/f #1");
    Story late = Story.of(spec("", LATER)).begin().succeeds("a/s #1").annotated("abort", "1");
    late.asks("create step finally/f #1").succeeds("finally/f #1").state("Aborted");
  }

  @Test
  void an_abort_before_the_window_opens_ends_the_run() {
    Story story = Story.of(spec(LATER, "")).begin().annotated("abort", "1").state("Aborted");
    assertThat(story.status().run().hold()).isNull();
  }

  @Test
  void suspension_is_told_first() {
    Story story = Story.of(spec(LATER, "")).begin();
    story.edited("suspend: true\n" + spec(LATER, "")).condition("Ready", "False Suspended");
    assertThat(story.status().run().hold()).isNull();
  }

  @Test
  void a_phase_that_is_skipped_waits_for_no_window() {
    String spec =
        """
        phases:
        - {name: a, if: 'false', windows: [{schedule: '0 14 * * *', duration: 2h}],
           steps: [{name: s, run: {command: [x]}}]}
        """;
    Story.of(spec).begin().state("Succeeded");
  }
}
