package dev.phaserollout.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what attempts have left running outside their session, beside the run and not in its way: to
 * look for it takes longer than to start the next step.
 */
final class Sweeper {

  /** Steps that end within this time share one look at the processes of the host. */
  private static final Duration SOON = Duration.ofMillis(50);

  private final ScheduledExecutorService timer;
  private final Set<Path> waiting = new HashSet<>();

  Sweeper(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** These attempts have ended; what they have left ends soon, and at {@link #finish} at last. */
  void soon(Set<Path> ended) {
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        Future<?> unused = timer.schedule(this::finish, SOON.toMillis(), TimeUnit.MILLISECONDS);
      }
      waiting.addAll(ended);
    }
  }

  /** Returns when nothing is left of any attempt that {@link #soon} was told of. */
  synchronized void finish() {
    Set<Path> ended;
    synchronized (waiting) {
      ended = Set.copyOf(waiting);
      waiting.clear();
    }
    if (!ended.isEmpty()) {
      Stragglers.end(ended);
    }
  }
}
