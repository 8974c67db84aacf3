package dev.phaserollout.local;

import java.util.Optional;

/**
 * How an attempt's command ended.
 *
 * @param code its exit code, 128 + n when signal n, 1 to 64, ended it
 * @param reason why it could not even be started, empty when it was
 */
record ExitRecord(int code, String reason) {

  private static final int SIGNALLED = 128;
  private static final int SIGNALS = 64;

  /** Empty for half a record: the last byte that is written is the end of its line. */
  static Optional<ExitRecord> parse(String text) {
    if (!text.endsWith("\n")) {
      return Optional.empty();
    }
    String[] words = text.strip().split(" ", 2);
    try {
      int code = Integer.parseInt(words[0]);
      return Optional.of(new ExitRecord(code, words.length > 1 ? words[1].strip() : ""));
    } catch (NumberFormatException edited) {
      return Optional.empty();
    }
  }

  /** {@code exit code 137 (ended by signal 9)}. */
  String sentence() {
    boolean signalled = code > SIGNALLED && code <= SIGNALLED + SIGNALS;
    String signal = signalled ? " (ended by signal " + (code - SIGNALLED) + ")" : "";
    return "exit code " + code + signal;
  }
}
