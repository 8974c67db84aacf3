package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.NOW;
import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs, phases, conditions and commands; steps are in {@link StepHappeningsTest}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HappeningsTest {

  private static final String BEGAN = "startedAt: \"2026-03-02T09:00:00Z\"";
  private static final String ENDED = "completedAt: \"2026-03-02T09:30:00Z\"";

  private static PhaseRolloutStatus run(String fields) {
    return read("run: {number: 3, uid: u, revision: r-1, " + fields + "}");
  }

  @Test
  void nothing_happens_before_there_is_a_run() {
    assertThat(Happenings.between(Optional.empty(), read("observedGeneration: -1"), NOW)).isEmpty();
  }

  @Test
  void nothing_happens_between_equal_statuses() {
    assertThat(between(run(BEGAN), run(BEGAN))).isEmpty();
  }

  @Test
  void a_first_status_may_tell_of_a_run_that_has_begun_already() {
    PhaseRolloutStatus after = run("release: v2, " + BEGAN);
    Place place = Place.of(after.run());
    assertThat(Happenings.between(Optional.empty(), after, NOW))
        .containsExactly(
            new RunHappening.RunAccepted(place, "v2", "r-1"),
            new RunHappening.RunBegan(
                place, "v2", "", Optional.empty(), Instant.parse("2026-03-02T09:00:00Z")));
  }

  @Test
  void an_edit_before_the_run_begins_is_accepted_anew() {
    PhaseRolloutStatus after = read("run: {number: 3, uid: u, revision: r-2}");
    assertThat(between(run("release: v1"), after))
        .containsExactly(new RunHappening.RunAccepted(Place.of(after.run()), "", "r-2"));
  }

  @Test
  void what_an_edit_has_removed_is_no_phase_and_no_step_that_ends() {
    String removed =
        """
        run: {number: 3, uid: u, revision: r-1, startedAt: "2026-03-02T09:00:00Z"}
        phases:
          - {name: p, state: PHASE, steps: [{name: x, state: Removed, checkpoint: {run: 2, digest: d}}]}
        """;
    PhaseRolloutStatus gone = read(removed.replace("PHASE", "Removed"));
    assertThat(between(run(BEGAN), gone)).isEmpty();
    PhaseRolloutStatus next = read("run: {number: 4, uid: v, revision: r-2}");
    assertThat(Happenings.between(Optional.of(gone), next, NOW))
        .noneMatch(StepHappening.StepEnded.class::isInstance)
        .noneMatch(PhaseHappening.class::isInstance);
  }

  @Test
  void a_result_is_settled_before_the_run_has_ended() {
    String failed = BEGAN + ", result: Failed, reason: StepFailed, message: why";
    Place place = Place.of(run(BEGAN).run());
    assertThat(between(run(BEGAN), run(failed)))
        .containsExactly(new RunHappening.RunSettled(place, "Failed", "StepFailed", "why"));
    assertThat(between(run(failed), run(failed + ", " + ENDED)))
        .containsExactly(
            new RunHappening.RunEnded(
                place,
                "Failed",
                "StepFailed",
                "why",
                Optional.of(Instant.parse("2026-03-02T09:00:00Z")),
                Instant.parse("2026-03-02T09:30:00Z")));
  }

  @Test
  void a_result_that_comes_with_the_end_is_told_once() {
    assertThat(between(run(BEGAN), run(BEGAN + ", result: Succeeded, " + ENDED)))
        .singleElement()
        .isInstanceOf(RunHappening.RunEnded.class);
  }

  @Test
  void a_phase_begins_before_its_steps_and_ends_after_them() {
    PhaseRolloutStatus before =
        read("run: {number: 3, " + BEGAN + "}\nphases: [{name: a, steps: [{name: s}]}]");
    PhaseRolloutStatus after =
        read(
            """
            run: {number: 3, startedAt: "2026-03-02T09:00:00Z"}
            phases:
              - name: a
                state: Succeeded
                startedAt: "2026-03-02T09:00:00Z"
                completedAt: "2026-03-02T09:00:01Z"
                steps: [{name: s, state: Succeeded, reusedFromRun: 2, attempt: 1}]
            """);
    assertThat(kinds(between(before, after)))
        .containsExactly("PhaseBegan a", "StepEnded a/s", "PhaseEnded a");
  }

  @Test
  void a_skipped_phase_never_began() {
    PhaseRolloutStatus before = read("run: {number: 3}\nphases: [{name: a}]");
    PhaseRolloutStatus after =
        read("run: {number: 3}\nphases: [{name: a, state: Skipped, " + ENDED + "}]");
    assertThat(kinds(between(before, after))).containsExactly("PhaseEnded a");
  }

  @Test
  void a_phase_that_a_lost_run_leaves_open_ends_with_it() {
    String phases = "\nphases: [{name: a, state: Running, " + BEGAN + "}]";
    PhaseRolloutStatus before = read("run: {number: 3, " + BEGAN + "}" + phases);
    PhaseRolloutStatus after =
        read("run: {number: 3, result: Failed, " + BEGAN + ", " + ENDED + "}" + phases);
    assertThat(kinds(between(before, after))).containsExactly("PhaseEnded a", "RunEnded run 3");
  }

  @Test
  void what_holds_a_run_back_is_told_once_for_each_text() {
    PhaseRolloutStatus refused = held("InvalidSpec", "spec.phases: a");
    PhaseRolloutStatus waiting = held("NotReadyToStart", "no quota");
    Place place = Place.of(run("release: v1").run());
    assertThat(between(run("release: v1"), refused))
        .containsExactly(new RunHappening.SpecRefused(place, 7, "spec.phases: a"));
    assertThat(between(refused, held("InvalidSpec", "spec.phases: b"))).hasSize(1);
    assertThat(between(refused, waiting))
        .containsExactly(new RunHappening.NotReadyToStart(place, "no quota"));
    assertThat(between(waiting, withState(waiting, "Pending"))).isEmpty();
  }

  private static PhaseRolloutStatus held(String reason, String message) {
    return read(
        """
        run: {number: 3, uid: u, revision: r-1, release: v1}
        conditions: [{type: Accepted, status: "False", observedGeneration: 7, reason: %R, message: "%M"}]
        """
            .replace("%R", reason)
            .replace("%M", message));
  }

  private static PhaseRolloutStatus withState(PhaseRolloutStatus status, String state) {
    return new PhaseRolloutStatus(
        null,
        state,
        null,
        status.run(),
        null,
        null,
        null,
        null,
        status.conditions(),
        null,
        null,
        null,
        null);
  }

  private static String hold(String reason, String since, String message) {
    return "hold: {reason: " + reason + ", since: \"" + since + "\", message: " + message + "}";
  }

  @Test
  void a_run_begins_to_wait_and_goes_on() {
    PhaseRolloutStatus free = run("release: v1");
    PhaseRolloutStatus held =
        run("release: v1, " + hold("WaitingForGroup", "2026-03-02T09:58:00Z", "2 ahead"));
    Place place = Place.of(free.run());
    Instant since = Instant.parse("2026-03-02T09:58:00Z");
    assertThat(between(free, held))
        .containsExactly(new HoldHappening.HoldBegan(place, "WaitingForGroup", "2 ahead", since));
    assertThat(between(held, free))
        .containsExactly(new HoldHappening.HoldEnded(place, "WaitingForGroup", since, NOW))
        .extracting(Happening::text)
        .containsExactly("run 3: waits no more after 2m0s (WaitingForGroup)");
  }

  @Test
  void a_queue_that_moves_is_no_news_and_another_reason_is() {
    String since = "2026-03-02T09:58:00Z";
    PhaseRolloutStatus held = run(hold("WaitingForGroup", since, "2 ahead"));
    assertThat(between(held, run(hold("WaitingForGroup", since, "1 ahead")))).isEmpty();
    assertThat(between(held, run(hold("OutsideWindow", "2026-03-02T09:59:00Z", "until 12"))))
        .extracting(Happening::text)
        .containsExactly(
            "run 3: waits no more after 2m0s (WaitingForGroup)",
            "run 3: nothing new starts: until 12 (OutsideWindow)");
  }

  @Test
  void a_run_that_is_closed_while_it_waits_waits_no_more() {
    PhaseRolloutStatus held = run(hold("OutsideWindow", "2026-03-02T09:58:00Z", "m"));
    PhaseRolloutStatus next = read("run: {number: 4, uid: v, revision: r-2}");
    assertThat(Happenings.between(Optional.of(held), next, NOW))
        .filteredOn(HoldHappening.HoldEnded.class::isInstance)
        .hasSize(1);
  }

  @Test
  void a_suspension_begins_and_ends() {
    PhaseRolloutStatus suspended =
        read(
            """
            run: {number: 3, uid: u, revision: r-1, startedAt: "2026-03-02T09:00:00Z"}
            conditions: [{type: Suspended, status: "True", lastTransitionTime: "2026-03-02T09:10:00Z", reason: Suspended, message: m}]
            """);
    Place place = Place.of(suspended.run());
    assertThat(between(run(BEGAN), suspended))
        .containsExactly(new RolloutHappening.Suspended(place, "2026-03-02T09:10:00Z"));
    assertThat(between(suspended, run(BEGAN)))
        .containsExactly(new RolloutHappening.Resumed(place, "2026-03-02T09:10:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 under way | abort    | 3     |
          3 under way | abort    | 2     | it names run '2', expected the run of now
          3 under way | rollback | 3     |
          3 ended     | abort    | 3/x   | run 3 had ended already
          3 ended     | retry    | 3     | another command for run 3 came first
          3 ended     | rerun    | other | it names run 'other'
          3, then 4   | retry    | 3     |
          3, then 4   | rerun    | 3/b   |
          none        | retry    | 1     | it was there when the rollout was created
          """)
  void a_command_is_obeyed_or_refused(String runs, String command, String token, String refusal) {
    String handled = "\nlastHandled: {" + command + ": \"" + token + "\"}";
    String ended = "run: {number: 3, result: Failed, " + BEGAN + ", " + ENDED + "}";
    Optional<PhaseRolloutStatus> before =
        switch (runs) {
          case "none" -> Optional.empty();
          case "3 under way" -> Optional.of(run(BEGAN));
          default -> Optional.of(read(ended));
        };
    PhaseRolloutStatus after =
        switch (runs) {
          case "3 ended" -> read(ended + handled);
          case "3 under way" -> read("run: {number: 3, " + BEGAN + "}" + handled);
          default -> read("run: {number: 4}" + handled);
        };
    assertThat(Happenings.between(before, after, NOW))
        .filteredOn(RolloutHappening.CommandHandled.class::isInstance)
        .singleElement(InstanceOfAssertFactories.type(RolloutHappening.CommandHandled.class))
        .satisfies(
            found -> {
              assertThat(found.command()).isEqualTo(command);
              assertThat(found.token()).isEqualTo(token);
              assertThat(found.obeyed()).isEqualTo(refusal == null);
              assertThat(found.meaning()).startsWith(refusal == null ? "" : refusal);
            });
  }

  @Test
  void a_write_may_end_one_run_and_begin_the_next() {
    PhaseRolloutStatus before =
        read(
            """
            run: {number: 3, uid: u3, revision: r-1, startedAt: "2026-03-02T09:00:00Z"}
            phases:
              - name: a
                state: Running
                startedAt: "2026-03-02T09:00:00Z"
                steps:
                  - {name: done, state: Succeeded, attempt: 1}
                  - {name: last, state: Starting, attempt: 1, startedAt: "2026-03-02T09:10:00Z", attemptStartedAt: "2026-03-02T09:10:00Z"}
            """);
    PhaseRolloutStatus after =
        read(
            """
            run: {number: 4, uid: u4, revision: r-2}
            phases:
              - name: a
                steps:
                  - {name: done, checkpoint: {run: 3, digest: d, attempt: 1}}
                  - {name: last, checkpoint: {run: 3, digest: d, attempt: 1, recordedAt: "2026-03-02T09:12:00Z"}}
            history: [{run: 3, result: Succeeded, startedAt: "2026-03-02T09:00:00Z", completedAt: "2026-03-02T09:12:01Z"}]
            """);
    List<Happening> found = between(before, after);
    assertThat(kinds(found))
        .containsExactly(
            "AttemptEnded a/last #1",
            "StepEnded a/last",
            "PhaseEnded a",
            "RunEnded run 3",
            "RunAccepted run 4");
    assertThat((AttemptHappening.AttemptEnded) found.get(0))
        .returns("Succeeded", AttemptHappening.AttemptEnded::outcome)
        .returns(Instant.parse("2026-03-02T09:12:00Z"), AttemptHappening.AttemptEnded::ended)
        .returns(3, ended -> ended.place().run());
    assertThat((RunHappening.RunEnded) found.get(3))
        .returns("Succeeded", RunHappening.RunEnded::result)
        .returns(Instant.parse("2026-03-02T09:12:01Z"), RunHappening.RunEnded::ended);
  }

  @Test
  void what_a_write_does_not_say_of_the_run_that_it_ends_is_unknown() {
    PhaseRolloutStatus before =
        read(
            """
            run: {number: 3, startedAt: "2026-03-02T09:00:00Z"}
            phases: [{name: a, state: Running, steps: [{name: s, state: Retrying, attempt: 1}]}]
            """);
    assertThat(between(before, read("run: {number: 4}")))
        .filteredOn(StepHappening.StepEnded.class::isInstance)
        .extracting(found -> ((StepHappening.StepEnded) found).state())
        .containsExactly(Happening.UNKNOWN);
  }

  static List<String> kinds(List<Happening> happenings) {
    return happenings.stream()
        .map(found -> found.getClass().getSimpleName() + " " + found.place())
        .toList();
  }
}
