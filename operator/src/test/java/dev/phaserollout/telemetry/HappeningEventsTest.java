package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.NOW;
import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.read;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.simulator.Histories;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HappeningEventsTest {

  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";
  private static final String FIRST = TALLY + ", attemptStartedAt: \"2026-03-02T09:00:10Z\"";
  private static final PhaseRolloutStatus PENDING = step("state: Pending");
  private static final PhaseRolloutStatus STARTING = step("state: Starting, " + FIRST);

  private static List<String> told(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    return HappeningEvents.of(between(before, after), NOW).stream()
        .map(event -> event.type().word() + " " + event.reason() + " " + event.note())
        .toList();
  }

  @Test
  void a_short_step_that_goes_well_costs_one_event() {
    PhaseRolloutStatus succeeded =
        step("state: Succeeded, completedAt: \"2026-03-02T09:00:12.345Z\", " + TALLY);
    assertThat(told(PENDING, STARTING)).isEmpty();
    assertThat(told(STARTING, succeeded))
        .containsExactly("Normal StepSucceeded a/s Succeeded in 2.3s");
  }

  @Test
  void a_failed_attempt_is_told_with_why_and_what_follows() {
    PhaseRolloutStatus retrying =
        step(
            "state: Retrying, failures: 1, exitCode: 3, reason: NonZeroExit, message: exit code 3,"
                + " nextAttemptAt: \"2026-03-02T09:05:00Z\", "
                + TALLY);
    assertThat(told(STARTING, retrying))
        .containsExactly(
            "Warning StepRetrying a/s #1 failed, the next attempt follows at 2026-03-02T09:05:00Z:"
                + " exit code 3 (NonZeroExit)");
  }

  @Test
  void a_step_that_failed_for_good_says_after_how_many_attempts() {
    PhaseRolloutStatus failed =
        step(
            "state: Failed, attempt: 3, failures: 3, reason: OOMKilled, message: out of memory,"
                + " startedAt: \"2026-03-02T09:00:00Z\", completedAt: \"2026-03-02T10:02:03Z\"");
    assertThat(told(STARTING, failed))
        .endsWith(
            "Warning StepFailed a/s Failed after 3 attempts in 1h2m3s: out of memory (OOMKilled)");
  }

  @Test
  void a_trouble_is_told_with_its_reason() {
    PhaseRolloutStatus held =
        step("state: Starting, reason: ImagePullBackOff, message: no such image, " + FIRST);
    assertThat(told(STARTING, held))
        .containsExactly(
            "Warning StepHeldUp a/s #1 does not get on: no such image (ImagePullBackOff)");
  }

  @Test
  void steps_that_are_reused_in_one_write_share_an_event() {
    String pending = "run: {number: 3}\nphases: [{name: a, steps: [{name: s}, {name: t}]}]";
    String reused =
        """
        run: {number: 3}
        phases:
          - name: a
            steps:
              - {name: s, state: Succeeded, reusedFromRun: 2}
              - {name: t, state: Succeeded, reusedFromRun: 1}
        """;
    assertThat(told(read(pending), read(reused)))
        .containsExactly("Normal StepsReused 2 steps of phase a done before: s, t");
  }

  @Test
  void a_skipped_phase_is_one_event() {
    String pending = "run: {number: 3}\nphases: [{name: a, steps: [{name: s}, {name: t}]}]";
    String skipped =
        """
        run: {number: 3}
        phases:
          - name: a
            state: Skipped
            reason: ConditionFalse
            steps: [{name: s, state: Skipped}, {name: t, state: Skipped}]
        """;
    assertThat(told(read(pending), read(skipped)))
        .containsExactly("Normal PhaseSkipped phase a Skipped: ConditionFalse");
  }

  @Test
  void a_refused_command_says_what_to_write() {
    String run = "run: {number: 3, startedAt: \"2026-03-02T09:00:00Z\"}";
    assertThat(told(read(run), read(run + "\nlastHandled: {abort: \"2\"}")))
        .containsExactly(
            "Warning CommandRefused command phaserollout.dev/abort=2 refused: it names run '2',"
                + " expected the run of now; annotate with \"3\" or, a second time in one run,"
                + " \"3/<anything>\"");
  }

  @Test
  void a_suspension_in_another_hour_is_another_event() {
    Place place = Place.of(PENDING.run());
    List<RolloutEvent> twice =
        HappeningEvents.of(
            List.of(
                new RolloutHappening.Suspended(place, "2026-03-02T09:00:00Z"),
                new RolloutHappening.Suspended(place, "2026-03-02T10:00:00Z")),
            NOW);
    assertThat(twice).extracting(RolloutEvent::identity).doesNotHaveDuplicates();
  }

  @Test
  void a_note_is_cut_between_characters() {
    RolloutEvent event =
        new RolloutEvent(RolloutEvent.Type.NORMAL, "R", "A", "ü€😀".repeat(200), "", NOW, 0);
    byte[] bytes = event.note().getBytes(StandardCharsets.UTF_8);
    assertThat(bytes.length).isBetween(1020, 1024);
    assertThat(event.note()).endsWith("…").doesNotContain("?", "\uFFFD");
  }

  /** Words are part of what clients filter by, so they are few and never made of what users say. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void events_are_what_the_api_server_takes_and_each_is_told_once(
      @ForAll @IntRange(min = 1, max = 100_000) int seed) {
    List<RolloutEvent> events =
        Histories.of(seed).writes().stream()
            .flatMap(
                write ->
                    HappeningEvents.of(
                        Happenings.between(
                            Optional.ofNullable(write.before().getStatus()),
                            write.after().getStatus(),
                            write.at()),
                        write.at())
                        .stream())
            .toList();
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.reason()).matches("[A-Z][A-Za-z]{2,40}");
              assertThat(event.action()).matches("[A-Z][A-Za-z]{2,40}");
              assertThat(event.note()).isNotBlank();
            });
    assertThat(
            events.stream()
                .filter(event -> event.reason().equals("StepSucceeded"))
                .map(RolloutEvent::identity))
        .doesNotHaveDuplicates();
  }
}
