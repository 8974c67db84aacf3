package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutReaderTest {

  private final RolloutReader reader = new RolloutReader();

  @Test
  void a_value_that_no_record_can_hold_gives_no_rollout() {
    assertThat(reader.read(Map.of("spec", Map.of("historyLimit", 5L)))).isPresent();
    assertThat(reader.read(Map.of("spec", Map.of("historyLimit", Long.MAX_VALUE)))).isEmpty();
  }
}
