package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many of the rollouts in the cache are in which state. */
record RolloutStates(Cache<PhaseRollout> rollouts) {

  Map<String, Integer> count() {
    Map<String, Integer> states = new TreeMap<>();
    rollouts
        .list()
        .map(rollout -> Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::state))
        .forEach(state -> states.merge(state.orElse("New"), 1, Integer::sum));
    return states;
  }
}
