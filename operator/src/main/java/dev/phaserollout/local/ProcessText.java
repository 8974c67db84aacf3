package dev.phaserollout.local;

import java.util.List;
import java.util.Map;

/** What the operating system can hand to a process: anything but a NUL, which ends a text. */
final class ProcessText {

  private static final char NUL = '\0';

  private ProcessText() {}

  /** Values are not part of the message, they may be secret. */
  static void check(List<String> command, Map<String, String> variables) throws NotRunnable {
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).indexOf(NUL) >= 0) {
        throw refused("word " + (i + 1) + " of the command");
      }
    }
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getValue().indexOf(NUL) >= 0) {
        throw refused("the value of variable " + variable.getKey());
      }
    }
  }

  private static NotRunnable refused(String what) {
    return new NotRunnable(
        "InvalidText",
        what
            + ": found a NUL character, expected text that a process can be given; remove it, or"
            + " let the step that writes the value encode it, such as with base64");
  }
}
