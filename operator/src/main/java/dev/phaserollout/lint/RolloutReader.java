package dev.phaserollout.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.lint.Linter.Rollout;
import java.util.Map;
import java.util.Optional;

/** Makes records of what the schema left standing. */
final class RolloutReader {

  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * What is missing reads as empty: the schema has told so already. Empty where there is a value
   * that no record can hold.
   */
  Optional<Rollout> read(Map<?, ?> object) {
    Object spec = object.get("spec") instanceof Map<?, ?> map ? map : Map.of();
    String name =
        object.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String text
            ? text
            : "";
    try {
      return Optional.of(new Rollout(name, mapper.convertValue(spec, PhaseRolloutSpec.class)));
    } catch (IllegalArgumentException unfit) {
      return Optional.empty();
    }
  }
}
