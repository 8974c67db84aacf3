package dev.phaserollout.simulator.invariant;

/** Two texts that differ, shown from the place where they begin to. */
final class Difference {

  private static final int BEFORE = 120;
  private static final int AFTER = 200;

  private Difference() {}

  static String between(Object one, Object other) {
    String left = String.valueOf(one);
    String right = String.valueOf(other);
    int at = 0;
    while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return "…" + part(left, at) + "… against …" + part(right, at) + "…";
  }

  private static String part(String text, int at) {
    return text.substring(Math.max(0, at - BEFORE), Math.min(text.length(), at + AFTER));
  }
}
