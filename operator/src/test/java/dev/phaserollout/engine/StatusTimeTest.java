package dev.phaserollout.engine;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTimeTest {

  @Property
  void what_is_written_is_read_back(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    assertThat(StatusTime.read(StatusTime.text(time))).contains(time);
  }

  @Property
  void the_text_is_the_one_of_the_jdk(
      @ForAll @LongRange(min = -99_999_999_999L, max = 999_999_999_999L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    assertThat(StatusTime.text(time)).isEqualTo(time.truncatedTo(MILLIS).toString());
    assertThat(StatusTime.textInSeconds(time)).isEqualTo(time.truncatedTo(SECONDS).toString());
  }

  @Property
  void what_need_not_be_read_is_not_after_what_was(
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long known,
      @ForAll @LongRange(min = -5_000, max = 5_000) long later) {
    String text = StatusTime.text(Instant.ofEpochMilli(known + later));
    boolean notAfter = StatusTime.isNotAfter(text, StatusTime.text(Instant.ofEpochMilli(known)));
    assertThat(notAfter && later > 0).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T09:00:00.001Z, 2026-03-02T09:00:00.002Z, true",
    "2026-03-02T09:00:00.002Z, 2026-03-02T09:00:00.002Z, true",
    "2026-03-02T09:00:00.003Z, 2026-03-02T09:00:00.002Z, false",
    "2026-03-02T09:00:00Z, 2026-03-02T09:00:00.002Z, false",
    "+12026-03-02T09:00:00.0Z, 2026-03-02T09:00:00.002Z, false",
  })
  void only_times_of_one_shape_are_compared_unread(String text, String known, boolean notAfter) {
    assertThat(StatusTime.isNotAfter(text, known)).isEqualTo(notAfter);
  }

  @Property
  void nothing_that_somebody_wrote_breaks_it(@ForAll @StringLength(max = 30) String text) {
    assertThat(StatusTime.read(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-13-02T09:00:00Z",
        "2026-02-30T09:00:00.000Z",
        "2026-03-02T25:00:00Z",
        "2026-03-02T0x:00:00Z",
        "a year and a dayish."
      })
  void what_is_no_time_reads_as_none(String text) {
    assertThat(StatusTime.read(text)).isEmpty();
  }
}
