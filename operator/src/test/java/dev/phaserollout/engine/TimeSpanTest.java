package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "24h, PT24H",
    "0s, PT0S",
    "1h1m1s1ms, PT1H1M1.001S",
    "90m, PT1H30M",
    "99999h, PT99999H"
  })
  void reads_the_form_of_the_gateway_api(String text, Duration length) {
    assertThat(TimeSpan.parse(text)).contains(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5 m",
        "5 minutes",
        "1.5h",
        "-5m",
        "+5m",
        "5M",
        "m",
        "1d",
        "100000s",
        "1h1m1s1ms1h",
        "PT5M",
        "5m ",
        "٣s"
      })
  void refuses_every_other_form(String text) {
    assertThat(TimeSpan.parse(text)).isEmpty();
  }

  @Test
  void a_checked_text_that_cannot_be_read_is_a_defect() {
    assertThatThrownBy(() -> TimeSpan.of("soon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'soon'");
  }

  @Test
  void the_text_of_less_than_a_millisecond_is_still_a_time_span() {
    assertThat(TimeSpan.text(Duration.ofNanos(1))).isEqualTo("0s");
    assertThat(TimeSpan.text(Duration.ofSeconds(-1))).isEqualTo("0s");
  }

  @Property
  void what_is_written_reads_back_as_it_was(
      @ForAll @LongRange(min = 0, max = 359_999_999_999L) long millis) {
    Duration length = Duration.ofMillis(millis);
    assertThat(TimeSpan.of(TimeSpan.text(length))).isEqualTo(length);
  }
}
