package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two versions of a rollout a pass starts from. */
class KnownRolloutsTest {

  private final KnownRollouts known = new KnownRollouts();

  @ParameterizedTest(name = "written {0}, cached {1}: {2}")
  @CsvSource({"8, 7, 8", "9, 10, 10", "10, 9, 10", "7, 7, cache", "x, 7, 7", "8, x, 8"})
  void the_newer_one_counts_by_number_and_not_by_spelling(
      String written, String cached, String newest) {
    PhaseRollout own = Rollouts.version(written);
    PhaseRollout seen = Rollouts.version(cached);
    known.wrote(own);
    PhaseRollout answer = known.newest(seen);
    if (newest.equals("cache")) {
      assertThat(answer).isSameAs(seen);
    } else {
      assertThat(answer.getMetadata().getResourceVersion()).isEqualTo(newest);
    }
  }

  @Test
  void without_a_write_the_cache_counts() {
    PhaseRollout seen = Rollouts.version("7");
    assertThat(known.newest(seen)).isSameAs(seen);
  }

  @Test
  void a_write_is_forgotten_once_the_cache_has_caught_up() {
    known.wrote(Rollouts.version("8"));
    PhaseRollout caughtUp = Rollouts.version("8");
    assertThat(known.newest(caughtUp)).isSameAs(caughtUp);
    assertThat(known.isOwnWrite(caughtUp)).isFalse();
  }

  @Test
  void a_write_of_one_rollout_says_nothing_of_another() {
    known.wrote(Rollouts.version("8"));
    PhaseRollout other = Rollouts.named("payments");
    assertThat(known.newest(other)).isSameAs(other);
    assertThat(known.isOwnWrite(other)).isFalse();
  }

  @Test
  void an_event_is_an_echo_only_when_it_is_of_the_very_version_that_was_written() {
    known.wrote(Rollouts.version("8"));
    assertThat(known.isOwnWrite(Rollouts.version("8"))).isTrue();
    assertThat(known.isOwnWrite(Rollouts.version("7"))).isFalse();
    assertThat(known.isOwnWrite(Rollouts.version("9"))).isFalse();
  }
}
