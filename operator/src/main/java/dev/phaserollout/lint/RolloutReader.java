package dev.phaserollout.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;

/** Makes records of what the schema left standing. */
final class RolloutReader {

  private final ObjectMapper mapper = new ObjectMapper();

  PhaseRolloutSpec spec(Object value) {
    return mapper.convertValue(value, PhaseRolloutSpec.class);
  }
}
