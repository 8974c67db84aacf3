package dev.phaserollout.cli;

import dev.phaserollout.engine.Problem;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.view.OneLine;
import java.util.stream.Collectors;

/**
 * What was asked for cannot be done, and the user can mend it. Caught by {@link Cli} alone, which
 * prints the message and nothing else.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Exit exit;

  /**
   * @param exit what the process ends with
   * @param message names the thing, the value, what was expected and how to mend it
   */
  Refusal(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }

  /** What a local run refuses is a fault of the call; each problem is a line. */
  static Refusal of(LocalRefusal refused) {
    return new Refusal(
        Exit.USAGE,
        refused.problems().stream()
            .map(Problem::text)
            .map(OneLine::exact)
            .collect(Collectors.joining("\n  ")));
  }
}
