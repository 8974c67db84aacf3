package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusTableTest {
  private static final PreflightReport FAULTY =
      report(List.of(Problem.of("a", "b", "c", "d")), List.of());
  private static final PreflightReport UNREADY =
      report(List.of(), List.of(Problem.of("a", "b", "c", "d")));

  private static final List<Optional<RollbackState>> ROLLBACKS =
      Stream.concat(
              Stream.of(Optional.<RollbackState>empty()),
              Stream.of(RollbackState.values()).map(Optional::of))
          .toList();

  private static PreflightReport report(List<Problem> spec, List<Problem> surroundings) {
    return new PreflightReport("r", Instant.parse("2026-03-02T09:00:00Z"), spec, surroundings);
  }

  static Stream<StatusFacts> everyCombination() {
    List<StatusFacts> all = new ArrayList<>();
    for (int stage = 0; stage < 3; stage++) {
      for (String result : List.of("", "Succeeded", "Failed", "Aborted", "FromANewerVersion")) {
        for (boolean suspended : List.of(true, false)) {
          for (PreflightReport report : List.of(report(List.of(), List.of()), FAULTY, UNREADY)) {
            for (Optional<RollbackState> rollback : ROLLBACKS) {
              boolean ended = stage == 2 && rollback.filter(state -> !state.over()).isEmpty();
              for (boolean awaiting : ended ? List.of(false) : List.of(true, false)) {
                for (boolean held : List.of(true, false)) {
                  all.add(
                      new StatusFacts(
                          stage == 0,
                          ended,
                          result,
                          suspended,
                          held,
                          awaiting,
                          rollback,
                          Optional.of(report)));
                }
              }
            }
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void kstatus_reads_what_the_design_says(StatusFacts facts) {
    StatusTable row = StatusTable.of(facts);
    String expected;
    if (facts.notBegun() && facts.preflight().orElseThrow() == FAULTY) {
      expected = "False - Stalled";
    } else if (facts.ended()) {
      boolean stands = facts.result().equals("Succeeded") && facts.rollback().isEmpty();
      expected = stands ? "True - -" : "False - Stalled";
    } else {
      expected = "False Reconciling -";
    }
    assertThat(
            row.ready().word()
                + (row.reconciling() ? " Reconciling" : " -")
                + (row.stalled() ? " Stalled" : " -"))
        .isEqualTo(expected);
  }

  @Test
  void every_row_is_reached() {
    assertThat(everyCombination().map(StatusTable::of).distinct())
        .containsExactlyInAnyOrder(StatusTable.values());
  }

  @Test
  void the_time_of_a_transition_moves_only_with_the_status_of_its_condition() {
    Story story =
        Story.of(
                "phases: [{name: a, steps: [{name: s, run: {command: [x]}}, {name: t, run: {command: [x]}}]}]")
            .begin();
    String since = story.status().conditions().get(0).lastTransitionTime();
    story.after(Duration.ofMinutes(5)).succeeds("a/s #1");
    assertThat(story.status().conditions().get(0).lastTransitionTime()).isEqualTo(since);
    story.succeeds("a/t #1");
    assertThat(story.status().conditions().get(0).lastTransitionTime())
        .isEqualTo("2026-03-02T09:05:00Z");
  }
}
