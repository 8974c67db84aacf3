package dev.phaserollout.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.lint.Linter.Rollout;
import java.util.Map;

/** Makes records of what the schema left standing. */
final class RolloutReader {

  private final ObjectMapper mapper = new ObjectMapper();

  /** What is missing reads as empty: the schema has told so already. */
  Rollout read(Map<?, ?> object) {
    Object spec = object.get("spec") instanceof Map<?, ?> map ? map : Map.of();
    String name =
        object.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String text
            ? text
            : "";
    return new Rollout(name, mapper.convertValue(spec, PhaseRolloutSpec.class));
  }
}
