package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTimeTest {

  @Property
  void what_is_written_is_read_back(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    assertThat(StatusTime.read(StatusTime.text(time))).contains(time);
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
