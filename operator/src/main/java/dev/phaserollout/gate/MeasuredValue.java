package dev.phaserollout.gate;

import java.util.List;

/**
 * What conditions see of a measurement. A result is a number (always a {@link Double}), a text, a
 * truth value, or a list of these; how long it may be bounds what a condition over it can cost.
 *
 * @param result {@code result}
 * @param results {@code results}: the values one by one, before they were reduced to one; the
 *     result alone where there is nothing to reduce
 * @param text how it is shown to people; of a foreign text only its length
 */
record MeasuredValue(Object result, List<Object> results, String text) {

  /** The longest text that is compared, in characters. */
  static final int TEXT_MAX = 1024;

  /** The longest list of numbers and truth values. */
  static final int NUMBERS_MAX = CelLanguage.MOST_ITERATIONS;

  /** The longest list that has a text in it, and the longest text in a list. */
  static final int TEXTS_MAX = 100;

  static MeasuredValue of(double number) {
    return new MeasuredValue(number, List.of(number), NumberText.of(number));
  }

  static MeasuredValue of(boolean truth) {
    return new MeasuredValue(truth, List.of(truth), String.valueOf(truth));
  }

  /** A text that may be shown, such as the output of a step, which the status holds anyway. */
  static MeasuredValue ofKnownText(String text) {
    return new MeasuredValue(text, List.of(text), text);
  }

  /** A text out of somebody's answer. It is compared and never shown: it might be a secret. */
  static MeasuredValue ofForeignText(String text) {
    return new MeasuredValue(text, List.of(text), "a text of " + text.length() + " characters");
  }

  static MeasuredValue ofList(List<Object> values) {
    return new MeasuredValue(values, values, "a list of " + values.size() + " values");
  }

  /** Several numbers that were reduced to one. */
  static MeasuredValue reduced(double number, List<Object> from, String how) {
    return new MeasuredValue(number, from, NumberText.of(number) + " (" + how + ")");
  }
}
