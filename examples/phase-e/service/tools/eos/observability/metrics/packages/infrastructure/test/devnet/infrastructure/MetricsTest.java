package devnet.infrastructure;

import devnet.testing.Check;
import java.time.Duration;

final class MetricsTest {

  void counts_and_durations_add_up() {
    Metrics metrics = new Metrics();
    metrics.count("asks", "outcome=\"success\"");
    metrics.count("asks", "outcome=\"success\"");
    metrics.took("ask_duration", Duration.ofMillis(250));
    metrics.took("ask_duration", Duration.ofMillis(500));
    Check.contains(metrics.text(), "asks_total{outcome=\"success\"} 2.000000");
    Check.contains(metrics.text(), "ask_duration_seconds_count 2.000000");
    Check.contains(metrics.text(), "ask_duration_seconds_sum 0.750000");
  }
}
