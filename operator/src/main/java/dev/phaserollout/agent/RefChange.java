package dev.phaserollout.agent;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A ref of the remote, moved by compare-and-swap.
 *
 * @param ref its full name
 * @param from what it must be before, empty where it must not exist
 * @param to what it becomes, empty to take it away
 * @param forced whether {@code to} need not contain {@code from}; never so for a branch
 */
record RefChange(String ref, Optional<ObjectId> from, Optional<ObjectId> to, boolean forced) {

  /** A branch or tag goes forward. */
  static RefChange forward(String ref, Optional<ObjectId> from, ObjectId to) {
    return new RefChange(ref, from, Optional.of(to), false);
  }

  /** A ref of the agent's own is set, whatever it was. */
  static RefChange own(String ref, Optional<ObjectId> from, ObjectId to) {
    return new RefChange(ref, from, Optional.of(to), true);
  }

  /** A ref of the agent's own goes. */
  static RefChange gone(String ref, ObjectId from) {
    return new RefChange(ref, Optional.of(from), Optional.empty(), true);
  }
}
