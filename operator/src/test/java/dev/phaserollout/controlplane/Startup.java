package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** Waits for a process to become what it was started for, and explains why it did not. */
final class Startup {
  private static final Duration POLL = Duration.ofMillis(25);

  private Startup() {}

  static void await(SupervisedProcess process, Duration within, Callable<Boolean> ready) {
    try {
      Awaitility.await(process.name())
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(within)
          .failFast(() -> !process.alive())
          .until(ready);
    } catch (TerminalFailureException e) {
      throw new ControlPlaneFailure(
          process.name() + " ended while it started. Its last lines:\n" + process.tail(), e);
    } catch (ConditionTimeoutException e) {
      throw new ControlPlaneFailure(
          process.name()
              + " was not ready within "
              + within.toSeconds()
              + " s. Its last lines:\n"
              + process.tail(),
          e);
    }
  }
}
