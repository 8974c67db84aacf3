package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read live of other rollouts before a run begins. The place is part of it: an answer
 * counts only for the place that was stored when it was asked.
 *
 * @param names the rollouts that the run depends on
 * @param place the place of the run, where it has a group: every rollout of the namespace that has
 *     a place in it is to be read
 */
public record RolloutLookUp(List<RolloutName> names, Optional<GroupPlace> place) {

  /** {@code shop/platform, group payments (ticket 3)}. */
  @Override
  public String toString() {
    String listed = String.join(", ", names.stream().map(RolloutName::toString).toList());
    String group =
        place
            .map(
                own ->
                    "group "
                        + own.group()
                        + (own.ticket() == null ? "" : " (ticket " + own.ticket() + ")"))
            .orElse("");
    return listed.isEmpty() || group.isEmpty() ? listed + group : listed + ", " + group;
  }
}
