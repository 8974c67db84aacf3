package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import java.io.Serial;

/**
 * The API server has taken a status and stored less of it: its CRD is older than this operator and
 * drops what it does not know. What is not stored cannot be gone on from, so nothing is done.
 */
final class StatusNotKept extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient PhaseRollout stored;

  StatusNotKept(PhaseRollout stored, PhaseRolloutStatus wanted) {
    super(
        "the API server dropped a part of the status of "
            + stored.getMetadata().getNamespace()
            + "/"
            + stored.getMetadata().getName()
            + ": its CRD phaserollouts.phaserollout.dev is older than this operator; apply the CRDs"
            + " of this version");
    this.stored = stored;
  }

  PhaseRollout stored() {
    return stored;
  }
}
