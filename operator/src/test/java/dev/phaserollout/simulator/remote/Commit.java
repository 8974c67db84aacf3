package dev.phaserollout.simulator.remote;

import dev.phaserollout.engine.Attempt;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One commit.
 *
 * @param parent empty for the first one of the repository
 * @param files all of them, text by path
 * @param trailers what the agent has signed it with; {@link Trailers#NONE} where somebody else made
 *     it
 * @param takenBack the ids of the commits that it reverts
 * @param by the attempt in whose pod it was made, whatever its trailers say; empty for others
 */
public record Commit(
    String id,
    Optional<Commit> parent,
    Map<String, String> files,
    Trailers trailers,
    Set<String> takenBack,
    Optional<Attempt> by) {

  /** {@code Release-Run} and {@code Step}; the step is empty where a run has completed. */
  public record Trailers(String run, String step) {
    /** Those of a commit that no agent has made. */
    public static final Trailers NONE = new Trailers("", "");
  }

  /** Whether the other one is this one or lies before it. */
  public boolean contains(Commit other) {
    Optional<Commit> at = Optional.of(this);
    while (at.isPresent() && !at.get().id.equals(other.id)) {
      at = at.get().parent;
    }
    return at.isPresent();
  }

  @Override
  public String toString() {
    return id + (by.isEmpty() ? " of others" : " by run " + by.get().run() + " " + by.get());
  }
}
