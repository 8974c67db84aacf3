package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.NOW;
import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.read;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitHappeningsTest {

  private static final String FIRST = "3f1c0d2e9a11bbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String SECOND = "77aa0d2e9a22cccccccccccccccccccccccccccc";
  private static final PhaseRolloutStatus RUNNING = step("state: Running, attempt: 1");
  private static final PhaseRolloutStatus JUDGED =
      step("state: Measuring, attempt: 1, commit: " + FIRST);
  private static final PhaseRolloutStatus JUDGED_AGAIN =
      step("state: Measuring, attempt: 1, commit: " + SECOND);
  private static final PhaseRolloutStatus DONE =
      step("state: Succeeded, attempt: 1, commit: " + SECOND);

  private static List<String> told(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    return HappeningEvents.of(between(before, after), NOW).stream()
        .filter(event -> event.reason().matches("Commit.*|ReleaseCompleted"))
        .map(event -> event.reason() + ": " + event.note())
        .toList();
  }

  private static double counted(PhaseRolloutStatus before, PhaseRolloutStatus after, String what) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    RolloutMeters meters = new RolloutMeters(new Meters(registry));
    between(before, after).forEach(happening -> meters.tell("shop", happening));
    return registry.get(Metric.COMMITS.meter()).tags("result", what).counter().count();
  }

  private static PhaseRolloutStatus run(String git) {
    return read(
        """
        run: {number: 3, uid: u, revision: r, release: v1.0.0, startedAt: "2026-03-02T09:00:00Z",
              baseCommit: BASE, git: {GIT}}
        """
            .replace("BASE", FIRST)
            .replace("GIT", git));
  }

  @Test
  void a_commit_is_told_when_its_step_is_done_and_not_while_it_is_judged() {
    assertThat(told(RUNNING, JUDGED)).isEmpty();
    assertThat(told(JUDGED_AGAIN, DONE))
        .containsExactly("CommitAdvanced: a/s committed 77aa0d2e9a22, which is part of the branch");
    assertThat(counted(RUNNING, DONE, "advanced")).isEqualTo(1);
    assertThat(told(DONE, DONE)).isEmpty();
  }

  @Test
  void a_commit_that_was_made_anew_is_told_with_both_ids() {
    assertThat(told(JUDGED, JUDGED_AGAIN))
        .singleElement()
        .asString()
        .startsWith("CommitRebased: a/s was committed anew as 77aa0d2e9a22 (before: 3f1c0d2e9a11)");
    assertThat(counted(JUDGED, JUDGED_AGAIN, "rebased")).isEqualTo(1);
  }

  @Test
  void a_second_attempt_has_a_commit_of_its_own() {
    assertThat(told(JUDGED, step("state: Measuring, attempt: 2, commit: " + SECOND))).isEmpty();
  }

  @Test
  void what_is_taken_over_from_an_earlier_run_is_committed_no_second_time() {
    PhaseRolloutStatus reused = step("state: Succeeded, reusedFromRun: 2, commit: " + SECOND);
    assertThat(told(step("state: Pending"), reused)).isEmpty();
  }

  @Test
  void a_release_is_told_when_it_has_its_tag() {
    PhaseRolloutStatus before = run("complete: {state: Running, attempt: 1}");
    PhaseRolloutStatus after =
        run("complete: {state: Succeeded, attempt: 1, commit: " + SECOND + "}");
    assertThat(told(before, after))
        .containsExactly(
            "ReleaseCompleted: release v1.0.0 is complete: 77aa0d2e9a22 has its files and its tag");
    assertThat(counted(before, after, "completed")).isEqualTo(1);
    assertThat(told(before, run("complete: {state: Failed, attempt: 1}"))).isEmpty();
  }

  @Test
  void a_revert_is_told_where_there_was_something_to_take_back() {
    PhaseRolloutStatus before = run("revert: {state: Running, attempt: 1}");
    PhaseRolloutStatus after =
        run("revert: {state: Succeeded, attempt: 1, commit: " + SECOND + "}");
    assertThat(told(before, after))
        .containsExactly("CommitsReverted: commits of run 3 are taken back by 77aa0d2e9a22");
    assertThat(counted(before, after, "reverted")).isEqualTo(1);
    assertThat(told(before, run("revert: {state: Succeeded, attempt: 1, commit: " + FIRST + "}")))
        .isEmpty();
  }
}
