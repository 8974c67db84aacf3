package dev.phaserollout.errand;

/**
 * Why a path or pattern cannot be meant.
 *
 * @param found as it was written
 * @param expected what should stand there, after the word "expected"
 * @param mend what to do, as a sentence without its final stop
 */
public record PatternFault(String found, String expected, String mend) {

  /** All of it, for who knows the field from elsewhere. */
  public String message() {
    return "found '" + found + "', expected " + expected + "; " + mend;
  }
}
