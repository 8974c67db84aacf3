package dev.phaserollout.local;

import dev.phaserollout.engine.JobSighting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Rings when a process may look different from before. */
final class ProcessWatch {

  /** How often a process is looked at that was started by somebody else, who is told of its end. */
  private static final Duration ADOPTED_EVERY = Duration.ofMillis(100);

  /** When a script that was just started has most likely claimed its attempt. */
  private static final Duration CLAIMED_WITHIN = Duration.ofMillis(50);

  private final AttemptReader reader;
  private final ScheduledExecutorService timer;
  private final Runnable bell;

  ProcessWatch(AttemptReader reader, ScheduledExecutorService timer, Runnable bell) {
    this.reader = reader;
    this.timer = timer;
    this.bell = bell;
  }

  /** Rings when the process has ended, and once early on: time-outs count from the claim. */
  void started(Process process) {
    Future<?> unused = process.onExit().thenRun(bell);
    unused = timer.schedule(bell, CLAIMED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Rings when an attempt that an earlier run has started is not at work any more. */
  void adopted(String job, AttemptFolder folder) {
    Future<?> unused =
        timer.schedule(() -> look(job, folder), ADOPTED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(String job, AttemptFolder folder) {
    if (atWork(job, folder)) {
      adopted(job, folder);
    } else {
      bell.run();
    }
  }

  private boolean atWork(String job, AttemptFolder folder) {
    try {
      return reader.look(folder, job).filter(JobSighting.Active.class::isInstance).isPresent();
    } catch (IOException unreadable) {
      // Whoever is rung for meets the same fault where it can be answered.
      return false;
    }
  }
}
