package dev.phaserollout.view;

/**
 * Text of others, fit for one line of a terminal: it can neither break the line nor drive the
 * terminal.
 */
final class OneLine {

  private OneLine() {}

  static String of(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
  }
}
