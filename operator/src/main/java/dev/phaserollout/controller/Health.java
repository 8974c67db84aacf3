package dev.phaserollout.controller;

import io.javaoperatorsdk.operator.RuntimeInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * What the probes say. Alive: no look hangs, and nothing that watches has stopped for good; only a
 * restart mends that. Ready: everything that is watched is read and followed. Rights that were
 * taken away make an operator unready, never dead: a restart would not bring them back.
 */
final class Health {

  /** No request takes that long, and a look makes only a few. */
  private static final Duration HANGS_AFTER = Duration.ofMinutes(5);

  private final Looks looks;
  private final AtomicReference<String> broken = new AtomicReference<>("");
  private final AtomicReference<Optional<RuntimeInfo>> runtime =
      new AtomicReference<>(Optional.empty());

  Health(Looks looks) {
    this.looks = looks;
  }

  void started(RuntimeInfo info) {
    runtime.set(Optional.of(info));
  }

  /** What was watched is watched no more, and will not be again. */
  void watchStopped(String what, Throwable why) {
    broken.compareAndSet("", "watching " + what + " has stopped: " + why);
  }

  /** Empty while alive. */
  String alive() {
    return looks
        .longest()
        .filter(longest -> longest.compareTo(HANGS_AFTER) > 0)
        .map(longest -> "a look at a rollout hangs since " + longest.toMinutes() + " minutes")
        .orElseGet(broken::get);
  }

  /** Empty while ready. */
  String ready() {
    Optional<RuntimeInfo> info = runtime.get();
    if (info.isEmpty() || !info.get().isStarted()) {
      return "starting: what is there is being read";
    }
    return info.get().allEventSourcesAreHealthy()
        ? ""
        : "cannot follow "
            + info.get().unhealthyEventSources().values().stream()
                .flatMap(sources -> sources.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
  }
}
