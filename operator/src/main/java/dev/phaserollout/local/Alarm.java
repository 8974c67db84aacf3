package dev.phaserollout.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the loop of a run: at a time, or when somebody rings. What rang while nobody waited is not
 * lost.
 */
final class Alarm {

  private final Semaphore rung = new Semaphore(0);

  /** Wakes whoever waits, or the next who will. From any thread. */
  void ring() {
    rung.release();
  }

  /** Returns when it rang since the last return, or when the time has come. */
  void await(Optional<Instant> at, Instant now) {
    try {
      if (at.isEmpty()) {
        rung.acquire();
      } else {
        long left = Math.max(1, Duration.between(now, at.get()).toMillis() + 1);
        boolean early = rung.tryAcquire(left, TimeUnit.MILLISECONDS);
        if (!early) {
          return;
        }
      }
      rung.drainPermits();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the thread of a run is never interrupted", stopped);
    }
  }
}
