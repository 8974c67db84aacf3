package dev.phaserollout.gate;

/** Foreign words, fit to stand in a message. */
final class OneLine {

  private static final int LONGEST = 400;

  private OneLine() {}

  /** The text in one line, without control characters, cut at {@value #LONGEST} characters. */
  static String of(String foreign) {
    String start = foreign.length() <= LONGEST ? foreign : foreign.substring(0, LONGEST) + "…";
    return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
  }
}
