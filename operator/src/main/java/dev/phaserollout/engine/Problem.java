package dev.phaserollout.engine;

/**
 * One fault of a spec or its surroundings, in the form that every user of the project meets.
 *
 * @param field path of the field, such as {@code spec.phases[0].steps[1].dependsOn[0]}
 * @param value what stands there, empty where the field is absent
 * @param expected what should stand there, after the word "expected"
 * @param mend what to do, as a sentence without its final stop
 */
public record Problem(String field, String value, String expected, String mend) {

  /** {@code spec.timeout: '5 minutes' is refused; expected a duration such as 10m; write 5m}. */
  public String text() {
    String shown = value.isEmpty() ? "nothing" : "'" + value + "'";
    return field + ": found " + shown + ", expected " + expected + "; " + mend;
  }
}
