package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus says of how long it keeps samples, and what that means for a window. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionReaderTest {

  private static Retention read(int status, String body) {
    return RetentionReader.read(
        "main", HttpAnswer.Answered.of(status, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String runtime(String retention) {
    return "{\"status\":\"success\",\"data\":{\"storageRetention\":\"" + retention + "\"}}";
  }

  @ParameterizedTest
  @CsvSource({
    "15d,            360",
    "1y,             8760",
    "2w,             336",
    "1d12h,          36",
    "3h,             3",
    "15d or 512MiB,  360",
  })
  void a_length_is_read_as_prometheus_writes_it(String text, long hours) {
    assertThat(read(200, runtime(text)))
        .isEqualTo(new Retention.Known("main", Duration.ofHours(hours)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"512MiB", "", "80%", "<b>secret</b>"})
  void a_retention_that_is_no_length_is_not_known_and_not_shown(String text) {
    assertThat(read(200, runtime(text)))
        .isEqualTo(
            new Retention.Unknown(
                "main", "its runtime information has no storageRetention in time"));
  }

  @Test
  void what_is_no_answer_of_a_prometheus_says_nothing() {
    assertThat(read(404, "page not found")).isEqualTo(new Retention.Unknown("main", "HTTP 404"));
    assertThat(read(200, "no json")).isInstanceOf(Retention.Unknown.class);
    assertThat(read(200, "{}")).isInstanceOf(Retention.Unknown.class);
  }

  @Test
  void a_window_of_two_hours_is_always_kept_and_a_longer_one_as_long_as_it_fits() {
    Retention kept = new Retention.Known("main", Duration.ofHours(3));
    Retention unknown = new Retention.Unknown("main", "HTTP 404");

    assertThat(kept.against(Duration.ofHours(3))).isEmpty();
    assertThat(kept.against(Duration.ofHours(3).plusSeconds(1))).isPresent();
    assertThat(unknown.against(Duration.ofHours(2))).isEmpty();
    assertThat(unknown.against(Duration.ofDays(30)))
        .contains(
            "provider 'main' does not say whether it keeps the 720h of a window (HTTP 404); set its"
                + " retention in the operator's configuration");
  }
}
