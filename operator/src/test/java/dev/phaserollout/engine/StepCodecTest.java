package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.StepCheckpoint;
import dev.phaserollout.api.StepStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepCodecTest {
  private static final Instant T = Instant.parse("2026-03-02T09:00:00.123Z");
  private static final StepTally TALLY = new StepTally(3, 2, 0, T, Optional.empty());
  private static final StepFailure LATE =
      StepFailure.of(StepFailure.Kind.TIMED_OUT, StatusReason.STEP_TIMED_OUT, "late");

  static Stream<StepState> states() {
    StepCheckpoint earlier =
        new StepCheckpoint(4, "sha256:a", 1, Map.of("k", "v"), null, T.toString(), null, null);
    return Stream.of(
        new StepState.Pending(Optional.empty()),
        new StepState.Pending(Optional.of(earlier)),
        new StepState.Waiting("sha256:a", T, T.plusSeconds(9)),
        new StepState.Starting(TALLY, "sha256:a", T, Optional.empty()),
        new StepState.Starting(TALLY, "sha256:a", T, Optional.of(new Trouble("Why", "because"))),
        new StepState.Running(TALLY, "sha256:a", T, "uid", Optional.of(T), Optional.empty()),
        new StepState.Running(
            TALLY,
            "sha256:a",
            T,
            "uid",
            Optional.empty(),
            Optional.of(new Trouble("Why", "because"))),
        new StepState.Cancelling(TALLY, "sha256:a", T, Optional.of("uid"), T, LATE),
        new StepState.Cancelling(TALLY, "sha256:a", T, Optional.empty(), T, LATE),
        new StepState.BackingOff(
            TALLY, "sha256:a", new Trouble("Why", "because"), Optional.of(3), T, T.plusSeconds(10)),
        new StepState.Asking(Optional.empty(), "sha256:a", Optional.empty(), T),
        new StepState.Asking(
            Optional.of(TALLY.next()), "sha256:a", Optional.of(LATE), T.plusSeconds(7)),
        new StepState.Starting(
            StepTally.first(T, Optional.of(StepVoiding.voided(earlier))),
            "sha256:a",
            T,
            Optional.empty()),
        StepRecords.succeeded("s", TALLY, "sha256:a", T, Map.of("k", "v")),
        new StepState.Measuring(
            StepFields.with(
                StepRecords.succeeded("s", TALLY, "sha256:a", T, Map.of("k", "v")).record(),
                "Measuring")),
        StepRecords.reused("s", earlier),
        StepRecords.skipped("s", Optional.of(earlier), T),
        StepRecords.removed("s", StepVoiding.madeFrom(earlier, "checkout-1")),
        StepRecords.ended("s", TALLY, "sha256:a", LATE, T));
  }

  @ParameterizedTest
  @MethodSource("states")
  void what_is_written_is_read_back_as_it_was(StepState state) {
    assertThat(StepCodec.read(StepCodec.write("s", state))).isEqualTo(state);
  }

  @Test
  void every_kind_of_state_but_that_of_a_newer_version_is_among_the_samples() {
    assertThat(states().map(Object::getClass).distinct().map(c -> (Object) c))
        .containsAll(
            Stream.of(StepState.class.getPermittedSubclasses())
                .filter(kind -> kind != StepState.Unknown.class)
                .map(c -> (Object) c)
                .toList());
  }

  @Test
  void a_word_of_a_newer_version_is_kept_as_it_is() {
    StepFields fields = new StepFields("s");
    fields.state = "Teleporting";
    fields.message = "by a newer operator";
    StepStatus stored = fields.toStatus();
    assertThat(StepCodec.read(stored)).isEqualTo(new StepState.Unknown(stored));
    assertThat(StepCodec.write("s", StepCodec.read(stored))).isEqualTo(stored);
  }

  @Test
  void a_status_whose_times_are_unreadable_is_kept_as_it_is() {
    StepFields fields = new StepFields("s");
    fields.state = "Running";
    fields.startedAt = "yesterday";
    assertThat(StepCodec.read(fields.toStatus())).isInstanceOf(StepState.Unknown.class);
  }
}
