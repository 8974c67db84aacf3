package dev.phaserollout.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tree is tested as it is drawn. */
class RolloutTreeTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final int WIDE = 100;
  private static final int HIGH = 100;

  private static final String ROLLOUT =
      """
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        stepDefaults: {retry: {limit: 2}}
        phases:
          - name: build
            steps:
              - {name: compile, run: {command: [make]}}
              - {name: test, run: {command: [make]}}
          - name: staging
            steps:
              - {name: migrate, run: {command: [migrate]}}
              - {name: deploy, run: {command: [deploy]}, retry: {limit: 0}}
              - {name: soak, wait: {duration: 40s}}
              - {name: probe, run: {command: [probe]}}
              - {name: report, run: {command: [report]}}
          - name: production
            steps:
              - {name: switch, run: {command: [switch]}}
        finally:
          - {name: notify, run: {command: [notify]}}
      status:
        run: {number: 3, release: v2, startedAt: "2026-03-01T12:00:00Z"}
        phases:
          - name: build
            state: Succeeded
            startedAt: "2026-03-01T12:00:00Z"
            completedAt: "2026-03-01T12:00:05.300Z"
            steps:
              - {name: compile, state: Succeeded, attempt: 1, reusedFromRun: 2, outputs: {size: "7", os: linux}}
              - {name: test, state: Skipped}
          - name: staging
            state: Running
            startedAt: "2026-03-01T12:00:05.300Z"
            steps:
              - {name: migrate, state: Succeeded, attempt: 2,
                 startedAt: "2026-03-01T12:00:06Z", completedAt: "2026-03-01T12:00:18Z"}
              - {name: deploy, state: Running, attempt: 1, startedAt: "2026-03-01T12:00:20.100Z"}
              - {name: soak, state: Waiting, startedAt: "2026-03-01T12:00:20Z",
                 nextAttemptAt: "2026-03-01T12:01:00Z"}
              - {name: probe, state: Retrying, attempt: 1, startedAt: "2026-03-01T12:00:25Z",
                 nextAttemptAt: "2026-03-01T12:00:33Z", reason: Failed/NonZeroExit, message: "exit code 1: \\u001b[31mno\\nanswer"}
          - {name: production, state: Pending, steps: [{name: switch, state: Pending}]}
        finally: [{name: notify, state: Pending}]
      """;

  private final PhaseRollout rollout =
      new KubernetesSerialization().unmarshal(ROLLOUT, PhaseRollout.class);
  private final Map<String, List<String>> tails =
      Map.of("deploy", List.of("pulling", "starting pod 1 of 3"));

  @Test
  void every_state_has_its_sign_and_says_what_a_person_needs_to_know() {
    assertThat(drawn(Glyphs.UNICODE, WIDE, HIGH))
        .isEqualTo(
            """
            checkout  run 3, release v2  30s
              ✔ build  5.3s
                ≡ compile          reused from run 2, os=linux size=7
                – test             skipped
              ● staging  24s
                ✔ migrate     12s  attempt 2
                ● deploy     9.9s
                  ┊ pulling
                  ┊ starting pod 1 of 3
                ◔ soak        10s  █████░░░░░░░░░░░░░░░ 30s left
                ↻ probe      5.0s  attempt 1/3 failed, again in 3s: exit code 1: [31mno answer
                ○ report
              ○ production
                ○ switch
              finally
                ○ notify""");
  }

  private static final String WITH_PEOPLE =
      """
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        phases:
          - name: staging
            steps:
              - {name: migrate, run: {command: [x]}, rollback: {run: {command: [y]}, retry: {limit: 1}}}
              - {name: deploy, run: {command: [x]}, rollback: {run: {command: [y]}}}
              - {name: look, manual: {instructions: Look.}}
          - name: production
            approval: {required: 2}
            steps: [{name: switch, run: {command: [x]}}]
      status:
        run: {number: 3, startedAt: "2026-03-01T12:00:00Z"%s}
        phases:
          - name: staging
            state: Running
            startedAt: "2026-03-01T12:00:00Z"
            steps:
              - {name: migrate, state: Succeeded, attempt: 1%s}
              - {name: deploy, state: Failed, attempt: 1, message: exit code 1%s}
              - {name: look, state: AwaitingAnswer}
          - {name: production, state: Running, startedAt: "2026-03-01T12:00:00Z", steps: [{name: switch, state: Pending}]}
        questions:
          - {id: staging/look, choices: [Approve, Reject], since: "2026-03-01T12:00:10Z"}
          - {id: production, choices: [Approve, Reject], since: "2026-03-01T12:00:00Z",
             expiresAt: "2026-03-01T13:00:00Z", answers: [{by: alice, decision: Approve, comment: fine}]}
      """;

  @Test
  void a_step_that_is_being_judged_is_at_work_and_shows_what_its_gates_have_measured() {
    assertThat(
            drawnOf(
                WITH_PEOPLE
                    .replace(
                        "state: Failed, attempt: 1, message: exit code 1%s",
                        "state: Measuring, gates: [{name: errors, state: Measuring, message: 1 of 3"
                            + " passed}, {name: done, state: Passed, message: fine}]")
                    .replace("%s", "")))
        .contains("● deploy           its gates measure (errors: 1 of 3 passed)\n");
  }

  @Test
  void whoever_is_waited_for_is_shown_below_what_waits() {
    assertThat(drawnOf(WITH_PEOPLE.replace("%s", "")))
        .isEqualTo(
            """
            checkout  run 3  30s
              ● staging  30s
                ✔ migrate
                ✘ deploy           Failed: exit code 1
                ⚑ look
                  ⚑ waits for a person for 20s: Approve, Reject
              ● production  30s
                ⚑ waits for a person for 30s, 59m30s left: Approve, Reject; so far: Approve by alice: fine
                ○ switch""");
  }

  @Test
  void a_compensation_stands_below_its_step_and_the_rollback_says_numbers() {
    String undoing =
        WITH_PEOPLE
            .replaceFirst(
                "%s",
                ", rollback: {state: Running, steps: 2, compensated: 1, startedAt: '2026-03-01T12:00:20Z'}")
            .replaceFirst(
                "%s", ", rollback: {state: Running, attempt: 1, startedAt: '2026-03-01T12:00:25Z'}")
            .replaceFirst(
                "%s",
                ", rollback: {state: Succeeded, attempt: 2, startedAt: '2026-03-01T12:00:20Z',"
                    + " completedAt: '2026-03-01T12:00:24Z'}");
    assertThat(drawnOf(undoing.substring(0, undoing.indexOf("  questions:"))))
        .isEqualTo(
            """
            checkout  run 3  30s
              ● staging  30s
                ✔ migrate
                  ● rollback    5.0s  attempt 1/2
                ✘ deploy           Failed: exit code 1
                  ↶ rollback    4.0s  attempt 2
                ⚑ look
              ● production  30s
                ○ switch
              ● rollback  10s  1 of 2 steps compensated""");
  }

  @Test
  void git_jobs_have_their_lines_where_they_are_done() {
    assertThat(
            drawnOf(
                """
                kind: PhaseRollout
                metadata: {name: checkout}
                spec:
                  phases:
                    - name: build
                      steps:
                        - {name: compile, run: {command: [make]}}
                        - {name: tag, run: {command: [tag]}}
                status:
                  run:
                    number: 1
                    startedAt: "2026-03-01T12:00:00Z"
                    git:
                      prepare: {state: Succeeded, attempt: 2, commit: 3f1c9a2b7d104e5f6a7b,
                        startedAt: "2026-03-01T12:00:00Z", completedAt: "2026-03-01T12:00:01Z"}
                      complete: {state: Failed, attempt: 4, message: "TagExists: found v1",
                        startedAt: "2026-03-01T12:00:20Z", completedAt: "2026-03-01T12:00:21Z"}
                      revert: {state: Running, attempt: 1, startedAt: "2026-03-01T12:00:29Z"}
                  phases:
                    - name: build
                      state: Succeeded
                      steps:
                        - name: compile
                          state: Succeeded
                          commit: 4a1c9a2b7d104e5f6a7b
                          git: {state: Retrying, attempt: 1, nextAttemptAt: "2026-03-01T12:00:33Z",
                            startedAt: "2026-03-01T12:00:20Z", message: "no answer"}
                        - {name: tag, state: Pending}
                """))
        .isEqualTo(
            """
            checkout  run 1  30s
              ✔ prepare      1.0s  attempt 2, commit 3f1c9a2b7d10
              ✔ build
                ✔ compile          commit 4a1c9a2b7d10
                  ↻ git       10s  attempt 1 failed, again in 3s: no answer
                ○ tag
              ✘ complete     1.0s  Failed: TagExists: found v1
              ● revert       1.0s""");
  }

  private static String drawnOf(String yaml) {
    PhaseRollout of = new KubernetesSerialization().unmarshal(yaml, PhaseRollout.class);
    return new RolloutTree(Glyphs.UNICODE)
        .draw(of, NOW, Map.of(), WIDE, HIGH).stream()
            .map(line -> line.text().stripTrailing())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void what_keeps_the_next_steps_from_starting_is_told_below_the_title() {
    String held =
        ROLLOUT.replace(
            "{number: 3,",
            "{number: 3, hold: {reason: OutsideWindow, since: x, message: 'open again at 14:00'},");
    PhaseRollout waiting = new KubernetesSerialization().unmarshal(held, PhaseRollout.class);
    assertThat(new RolloutTree(Glyphs.UNICODE).draw(waiting, NOW, tails, WIDE, HIGH).get(1).text())
        .isEqualTo("  waits: open again at 14:00");
  }

  @Test
  void a_terminal_without_unicode_gets_ascii() {
    String drawn = drawn(Glyphs.ASCII, 60, HIGH);
    assertThat(drawn.chars().allMatch(c -> c < 128)).as(drawn).isTrue();
    assertThat(drawn).contains("    : soak        10s  #####............... 30s left");
  }

  @Test
  void no_line_is_wider_than_the_terminal_and_what_is_cut_shows_that_it_is() {
    for (int width = 1; width <= WIDE; width++) {
      int columns = width;
      assertThat(drawn(Glyphs.UNICODE, width, HIGH).lines())
          .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(columns));
    }
    assertThat(drawn(Glyphs.UNICODE, 30, HIGH)).contains("    ↻ probe      5.0s  attemp…");
  }

  @Test
  void a_low_terminal_shows_what_is_at_work_and_folds_the_rest() {
    assertThat(drawn(Glyphs.UNICODE, WIDE, 9))
        .isEqualTo(
            """
            checkout  run 3, release v2  30s
              ✔ build  5.3s
              ● staging  24s
                ● deploy     9.9s
                ◔ soak        10s  █████░░░░░░░░░░░░░░░ 30s left
                ↻ probe      5.0s  attempt 1/3 failed, again in 3s: exit code 1: [31mno answer
                … 2 more, done or to come
              ○ production
              finally""");
  }

  @Test
  void what_an_edit_has_removed_is_shown_in_the_place_that_it_had() {
    PhaseRollout edited =
        new KubernetesSerialization()
            .unmarshal(
                """
                kind: PhaseRollout
                metadata: {name: checkout}
                spec:
                  phases:
                    - name: staging
                      steps:
                        - {name: migrate, run: {command: [x]}}
                        - {name: deploy, run: {command: [x]}}
                status:
                  run: {number: 2, startedAt: "2026-03-01T12:00:00Z"}
                  phases:
                    - name: old
                      state: Removed
                      steps:
                        - {name: seed, state: Removed, checkpoint: {run: 1, digest: d, voided: true}}
                    - name: staging
                      state: Running
                      startedAt: "2026-03-01T12:00:00Z"
                      steps:
                        - {name: migrate, state: Succeeded, reusedFromRun: 1}
                        - {name: warm-up, state: Removed, checkpoint: {run: 1, digest: d, voided: true},
                           rollback: {state: Succeeded}}
                        - {name: deploy, state: Failed, attempt: 1, message: exit code 1}
                """,
                PhaseRollout.class);
    assertThat(
            new RolloutTree(Glyphs.UNICODE)
                .draw(edited, NOW, Map.of(), WIDE, HIGH).stream()
                    .map(line -> line.text().stripTrailing())
                    .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            checkout  run 2  30s
              – old  removed from the spec
                – seed             removed from the spec, done in run 1
              ● staging  30s
                ≡ migrate          reused from run 1
                – warm-up          removed from the spec, done in run 1
                  ↶ rollback
                ✘ deploy           Failed: exit code 1""");
  }

  @Test
  void there_are_never_more_lines_than_the_terminal_has() {
    for (int height = 1; height <= 30; height++) {
      assertThat(drawn(Glyphs.UNICODE, WIDE, height).lines().count()).isLessThanOrEqualTo(height);
    }
  }

  @Test
  void a_wide_character_takes_two_columns() {
    assertThat(Line.of(Tone.PLAIN, "日本語").fit(5, "…").text()).isEqualTo("日本…");
    assertThat(Columns.of("e\u0301")).isEqualTo(1);
  }

  @Test
  void the_locale_decides_about_unicode_as_posix_orders_its_variables() {
    assertThat(Glyphs.forLocale(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(Glyphs.UNICODE);
    assertThat(Glyphs.forLocale(Map.of("LANG", "C.utf8"))).isEqualTo(Glyphs.UNICODE);
    assertThat(Glyphs.forLocale(Map.of("LC_ALL", "C", "LANG", "C.UTF-8"))).isEqualTo(Glyphs.ASCII);
    assertThat(Glyphs.forLocale(Map.of("LC_ALL", "", "LANG", "C.UTF-8"))).isEqualTo(Glyphs.UNICODE);
    assertThat(Glyphs.forLocale(Map.of())).isEqualTo(Glyphs.ASCII);
  }

  private String drawn(Glyphs glyphs, int width, int height) {
    return new RolloutTree(glyphs)
        .draw(rollout, NOW, tails, width, height).stream()
            .map(line -> line.text().stripTrailing())
            .collect(Collectors.joining("\n"));
  }
}
