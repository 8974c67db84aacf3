package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Measures how long the Job controller takes from a Job to its pod. With its default flags a
 * cluster starts some four Jobs a second, whoever asks; this is where that can be seen.
 */
final class JobClock {

  private static final int BOUND = 10_000;

  private final Recent<String, Instant> created = new Recent<>(BOUND);
  private final Clock clock;
  private final Consumer<Duration> measured;

  JobClock(Clock clock, Consumer<Duration> measured) {
    this.clock = clock;
    this.measured = measured;
  }

  void jobCreated(String uid) {
    created.put(uid, clock.instant());
  }

  /** Counts the first pod of each Job that this process has created. */
  void podSeen(Pod pod) {
    for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
      created
          .get(owner.getUid())
          .ifPresent(
              at -> {
                created.remove(owner.getUid());
                measured.accept(Duration.between(at, clock.instant()));
              });
    }
  }
}
