package dev.phaserollout.engine;

import java.time.Instant;

/**
 * One measurement of a gate, as the status keeps it.
 *
 * @param time the time that it speaks of: the {@link MeasurementRequest#now} of its request
 * @param value what was measured, as it is shown; empty where nothing was. Cut at {@value
 *     #VALUE_MAX} characters
 * @param message what was measured and what was needed, in numbers. Cut at {@value #MESSAGE_MAX}
 *     characters
 * @param query what was generated for the gate to ask, as people may try it out; empty where
 *     nothing was generated. Cut at {@value #QUERY_MAX} characters
 */
public record Measurement(
    Instant time, Verdict verdict, String value, String message, String query) {

  /** The longest value, in characters. */
  public static final int VALUE_MAX = 256;

  /** The longest message, in characters. */
  public static final int MESSAGE_MAX = 1024;

  /** The longest query, in characters: that of two pairs of windows over common selectors fits. */
  public static final int QUERY_MAX = 2048;

  /** A measurement for which nothing was generated. */
  public Measurement(Instant time, Verdict verdict, String value, String message) {
    this(time, verdict, value, message, "");
  }

  public Measurement {
    value = cut(value, VALUE_MAX);
    message = cut(message, MESSAGE_MAX);
    query = cut(query, QUERY_MAX);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
