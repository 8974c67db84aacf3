package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasurementTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void what_is_too_long_for_the_status_is_cut_and_says_so() {
    Measurement measurement =
        new Measurement(NOW, Verdict.PASS, "9".repeat(257), "m".repeat(1025), "q".repeat(2049));

    assertThat(measurement.value()).hasSize(256).endsWith("9…");
    assertThat(measurement.message()).hasSize(1024).endsWith("m…");
    assertThat(measurement.query()).hasSize(2048).endsWith("q…");
  }

  @Test
  void what_fits_is_left_alone() {
    Measurement measurement = new Measurement(NOW, Verdict.PASS, "9".repeat(256), "good");

    assertThat(measurement.value()).isEqualTo("9".repeat(256));
    assertThat(measurement.message()).isEqualTo("good");
  }

  @Test
  void a_cut_leaves_no_half_of_a_character() {
    String value = new Measurement(NOW, Verdict.PASS, "x" + "😀".repeat(200), "").value();

    assertThat(value.codePoints().filter(Character::isISOControl)).isEmpty();
    assertThat(value.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_verdict_is_read_back_from_its_word(Verdict verdict) {
    assertThat(Verdict.of(verdict.word())).contains(verdict);
    assertThat(Verdict.of(verdict.word() + "s")).isEmpty();
  }

  @Test
  void an_owner_is_below_its_phase_its_step_and_itself_and_no_namesake() {
    MeasurementRequest.Key key =
        new MeasurementRequest.Key("uid", 1, "staging/deploy/gates/coverage", 3);

    assertThat(key.isBelow("staging")).isTrue();
    assertThat(key.isBelow("staging/deploy")).isTrue();
    assertThat(key.isBelow("staging/deploy/gates/coverage")).isTrue();
    assertThat(key.isBelow("stag")).isFalse();
    assertThat(key.isBelow("staging/dep")).isFalse();
  }
}
