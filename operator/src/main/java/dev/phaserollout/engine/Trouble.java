package dev.phaserollout.engine;

import java.util.Optional;

/** Why a Job does not get on: a reason for machines and a message for people. */
public record Trouble(String reason, String message) {

  /**
   * Whether the one is worth recording after the other. The same reason in other words is not: the
   * words hold counts, times and ports that change all the time.
   */
  static boolean news(Optional<Trouble> before, Optional<Trouble> now) {
    return !before.map(Trouble::reason).equals(now.map(Trouble::reason));
  }
}
