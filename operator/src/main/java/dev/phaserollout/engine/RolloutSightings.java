package dev.phaserollout.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of other rollouts.
 *
 * @param cached those that the rollout depends on, whom these depend on in turn, and those with a
 *     place in its group; they may be behind, and one that is missing may be there
 * @param live what a live read has found, where one was asked for
 * @param watched the namespaces that can be seen into; all where it is empty
 */
public record RolloutSightings(
    List<RolloutSighting> cached, Optional<Reading> live, Set<String> watched) {

  public static final RolloutSightings NONE =
      new RolloutSightings(List.of(), Optional.empty(), Set.of());

  /**
   * An answer.
   *
   * @param to what was asked, after the status that asks it was stored
   * @param seen all that there is of it
   */
  public record Reading(RolloutLookUp to, List<RolloutSighting> seen) {}

  /** What a live read has answered to exactly that. */
  Optional<List<RolloutSighting>> answer(RolloutLookUp asked) {
    return live.filter(reading -> reading.to().equals(asked)).map(Reading::seen);
  }

  boolean watches(String namespace) {
    return watched.isEmpty() || watched.contains(namespace);
  }
}
