package dev.phaserollout.simulator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An exception as evidence: what it says and the few frames that matter. */
final class Defects {

  private Defects() {}

  static String told(Throwable defect) {
    return defect
        + Arrays.stream(defect.getStackTrace())
            .limit(6)
            .map(frame -> "\n      at " + frame)
            .collect(Collectors.joining());
  }
}
