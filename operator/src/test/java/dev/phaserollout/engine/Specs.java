package dev.phaserollout.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.Locale;

/** Specs as users write them: YAML, without the lines that every rollout has. */
final class Specs {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Specs() {}

  /** The template with each {@code %s} replaced in turn. */
  static String fill(String template, String... values) {
    return String.format(Locale.ROOT, template, (Object[]) values);
  }

  static PhaseRolloutSpec read(String yaml) {
    try {
      return YAML.readValue(yaml, PhaseRolloutSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
