package dev.phaserollout.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what a step wrote to {@code $PHASEROLLOUT_OUTPUTS}: a flat JSON object of strings, within
 * the bytes that its channel carries.
 */
final class StepOutputs {

  /** All outputs of a rollout together, so that its status stays small enough to be stored. */
  static final int ROLLOUT_LIMIT_BYTES = 32 * 1024;

  private static final String EXPECTED =
      "expected a flat JSON object of strings such as {\"version\":\"42\"}; quote every value";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StepOutputs() {}

  /** The outputs, or a sentence that says what is wrong with them. */
  record Parsed(Map<String, String> values, String fault) {
    boolean valid() {
      return fault.isEmpty();
    }
  }

  /**
   * @param text as the step left it; blank is no outputs
   * @param limit how many bytes the channel carries
   * @param taken bytes that the outputs of the rollout's other steps take already
   */
  static Parsed parse(String text, int limit, int taken) {
    if (text.isBlank()) {
      return new Parsed(Map.of(), "");
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size >= limit) {
      return refused(
          "found "
              + size
              + " bytes, expected fewer than "
              + limit
              + " (more is cut off on the way); write less, or keep it elsewhere and output where");
    }
    Map<String, String> values = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused("found " + kind(parser.currentToken()) + ", " + EXPECTED);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          return refused(
              "found " + kind(parser.currentToken()) + " at '" + name + "', " + EXPECTED);
        }
        if (!portable(name) || !portable(parser.getText())) {
          return refused(
              "found a character at '"
                  + printable(name)
                  + "' that no environment variable can carry,"
                  + " expected text without NUL and without half of a surrogate pair; write other text");
        }
        values.put(name, parser.getText());
      }
      if (parser.nextToken() != null) {
        return refused("found more after the object, " + EXPECTED);
      }
    } catch (JsonParseException e) {
      return refused("found no JSON (" + e.getOriginalMessage() + "), " + EXPECTED);
    } catch (IOException e) {
      return refused("found what cannot be read, " + EXPECTED);
    }
    int needed = taken + size(values);
    if (needed > ROLLOUT_LIMIT_BYTES) {
      return refused(
          "all outputs of this rollout would take "
              + needed
              + " bytes, expected at most "
              + ROLLOUT_LIMIT_BYTES
              + "; write less, or keep it elsewhere and output where");
    }
    return new Parsed(Collections.unmodifiableMap(values), "");
  }

  /** Outputs become variables, and are stored as UTF-8: both must give back what was written. */
  private static boolean portable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String printable(String name) {
    return name.replaceAll("[^\\x20-\\x7e]", "?");
  }

  static int size(Map<String, String> values) {
    int size = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      size +=
          value.getKey().getBytes(StandardCharsets.UTF_8).length
              + value.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static Parsed refused(String fault) {
    return new Parsed(Map.of(), fault);
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_STRING -> "a bare string";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }
}
