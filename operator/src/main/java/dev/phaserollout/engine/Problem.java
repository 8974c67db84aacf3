package dev.phaserollout.engine;

/**
 * One fault of a spec or its surroundings, in the form that every user of the project meets.
 *
 * @param field path of the field, such as {@code spec.phases[0].steps[1].dependsOn[0]}
 * @param found what stands there, as it is shown: a value in quotes, or a description of it
 * @param expected what should stand there, after the word "expected"
 * @param mend what to do, as a sentence without its final stop
 */
public record Problem(String field, String found, String expected, String mend) {

  private static final int LONGEST_SHOWN = 200;

  /**
   * A value that is wrong.
   *
   * @param value shown in quotes that it has none of where it can be, and cut where it is long;
   *     empty where the field is absent
   */
  public static Problem of(String field, String value, String expected, String mend) {
    String quote = value.contains("'") && !value.contains("\"") ? "\"" : "'";
    return new Problem(
        field, value.isEmpty() ? "nothing" : quote + shown(value) + quote, expected, mend);
  }

  private static String shown(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
  }

  /** {@code found '5 minutes', expected a duration such as 10m; write 5m}. */
  public String message() {
    return "found " + found + ", expected " + expected + "; " + mend;
  }

  /** {@code spec.timeout: found '5 minutes', expected a duration such as 10m; write 5m}. */
  public String text() {
    return field + ": " + message();
  }
}
