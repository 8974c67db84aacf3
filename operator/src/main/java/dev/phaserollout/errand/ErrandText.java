package dev.phaserollout.errand;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** An errand as it travels to the program that does it: a word, and its details as JSON. */
public final class ErrandText {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private ErrandText() {}

  /** The word for that kind of errand, such as {@code finish}. */
  public static String word(Errand errand) {
    return errand.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The components of its record as one JSON object; the same errand always gives the same. */
  public static String details(Errand errand) {
    try {
      return JSON.writeValueAsString(errand);
    } catch (JsonProcessingException recordsAreAlwaysJson) {
      throw new IllegalStateException(recordsAreAlwaysJson);
    }
  }
}
