package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.local.LocalCommands.Annotation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCommandsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static RunStanding run(String fields) {
    return new RunStanding(
        Optional.of(
            new KubernetesSerialization()
                .unmarshal("run: {number: 4" + fields + "}", PhaseRolloutStatus.class)));
  }

  private static final String BEGUN = ", startedAt: x";
  private static final String ENDED = BEGUN + ", completedAt: x, result: ";

  /** What each call means, by how far the run is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        "GO_ON    | , startedAt: x                                                        | nothing",
        "GO_ON    | , startedAt: x, completedAt: x, result: Succeeded                      | nothing",
        "GO_ON    | , startedAt: x, completedAt: x, result: Failed                         | retry",
        "GO_ON    | , startedAt: x, completedAt: x, result: RolledBack                     | retry",
        "GO_ON    | , startedAt: x, completedAt: x, result: Failed, rollback: {state: Running}    | nothing",
        "GO_ON    | , startedAt: x, completedAt: x, result: Succeeded, rollback: {state: Failed}  | retry",
        "RERUN    | , startedAt: x                                                        | nothing",
        "RERUN    | , startedAt: x, completedAt: x, result: Succeeded                      | rerun",
        "RERUN    | , startedAt: x, completedAt: x, result: Failed, rollback: {state: Stopped}    | rerun",
        "ROLLBACK | , startedAt: x                                                        | rollback",
        "ROLLBACK | , startedAt: x, completedAt: x, result: Succeeded                      | rollback",
        "ROLLBACK | , startedAt: x, completedAt: x, result: Failed, rollback: {state: Failed}     | rollback",
        "ROLLBACK | , startedAt: x, completedAt: x, result: Succeeded, rollback: {state: Pending} | nothing",
        "ABORT    | , startedAt: x                                                        | abort",
        "ABORT    | , startedAt: x, completedAt: x, result: Failed, rollback: {state: Running}    | abort",
      })
  void a_call_becomes_the_annotation_that_a_cluster_would_be_given(
      LocalCommand command, String fields, @Nullable String verb) {
    Optional<Annotation> expected =
        Optional.ofNullable(verb)
            .map(name -> new Annotation("phaserollout.dev/" + name, "4/" + NOW));
    assertThat(LocalCommands.of(command, run(fields), NOW)).isEqualTo(expected);
  }

  @Test
  void a_command_that_means_nothing_says_what_is_there_instead() {
    assertRefused(LocalCommand.ROLLBACK, run(""), "found no run that has begun");
    assertRefused(
        LocalCommand.ROLLBACK,
        run(ENDED + "RolledBack, rollback: {state: Succeeded}"),
        "found run 4, which is rolled back");
    assertRefused(
        LocalCommand.ABORT, new RunStanding(Optional.empty()), "found no run, expected one");
    assertRefused(LocalCommand.ABORT, run(ENDED + "Succeeded"), "found run 4, which has ended");
  }

  private static void assertRefused(LocalCommand command, RunStanding standing, String message) {
    assertThatThrownBy(() -> LocalCommands.of(command, standing, NOW))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'steps: [{name: a, state: Running}]', true",
    "'steps: [{name: a, state: Retrying}]', true",
    "'steps: [{name: a, state: Waiting}]', true",
    "'steps: [{name: a, state: Failed, rollback: {state: Retrying}}]', true",
    "'steps: [{name: a, state: AwaitingAnswer}, {name: b, state: Pending}]', false",
    "'steps: [{name: a, state: Succeeded, rollback: {state: Failed}}]', false",
  })
  void a_run_moves_as_long_as_a_step_or_a_compensation_gets_on_by_itself(
      String steps, boolean moves) {
    PhaseRolloutStatus status =
        new KubernetesSerialization()
            .unmarshal("phases: [{name: p, " + steps + "}]", PhaseRolloutStatus.class);
    assertThat(new RunStanding(Optional.of(status)).moving()).isEqualTo(moves);
  }
}
