package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;

/**
 * The newest version of each rollout that this process has written, so that a pass never starts
 * from a status older than its own. Only needed until the cache has caught up.
 */
final class KnownRollouts {

  private static final int BOUND = 20_000;

  private final Recent<String, PhaseRollout> written = new Recent<>(BOUND);

  /** The newer of what the cache has and what was written. */
  PhaseRollout newest(PhaseRollout cached) {
    String uid = cached.getMetadata().getUid();
    return written
        .get(uid)
        .filter(
            own -> {
              boolean newer = ResourceVersion.isNewer(own, cached);
              if (!newer) {
                written.remove(uid);
              }
              return newer;
            })
        .orElse(cached);
  }

  void wrote(PhaseRollout stored) {
    written.put(stored.getMetadata().getUid(), stored);
  }

  /** Whether that version came into being by a write of this process. */
  boolean isOwnWrite(PhaseRollout version) {
    return written
        .get(version.getMetadata().getUid())
        .filter(
            own ->
                own.getMetadata()
                    .getResourceVersion()
                    .equals(version.getMetadata().getResourceVersion()))
        .isPresent();
  }
}
