package dev.phaserollout.local;

import java.util.Optional;

/**
 * How an attempt's command ended.
 *
 * @param code its exit code, 128 + n when signal n ended it
 * @param reason why it could not even be started, empty when it was
 */
record ExitRecord(int code, String reason) {

  private static final int SIGNALLED = 128;

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
    String signal = code > SIGNALLED ? " (ended by signal " + (code - SIGNALLED) + ")" : "";
    return "exit code " + code + signal;
  }
}
