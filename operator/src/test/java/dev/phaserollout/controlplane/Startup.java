package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** Waits until a process is ready to serve, and explains why it does not become so. */
final class Startup {
  private static final Duration POLL = Duration.ofMillis(25);

  private Startup() {}

  /**
   * Returns when a condition holds.
   *
   * @param process whose readiness the condition tells
   * @param needed what it cannot become ready without
   */
  static void await(
      SupervisedProcess process,
      List<SupervisedProcess> needed,
      Duration within,
      Callable<Boolean> ready) {
    List<SupervisedProcess> involved = Stream.concat(needed.stream(), Stream.of(process)).toList();
    try {
      Awaitility.await(process.name())
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(within)
          .failFast(() -> !involved.stream().allMatch(SupervisedProcess::alive))
          .until(ready);
    } catch (TerminalFailureException e) {
      SupervisedProcess ended =
          involved.stream().filter(one -> !one.alive()).findFirst().orElse(process);
      throw new ControlPlaneFailure(
          ended.name() + " ended during the start. Its last lines:\n" + ended.tail(), e);
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
