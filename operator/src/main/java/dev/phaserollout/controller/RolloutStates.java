package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many of the rollouts in the cache are in which state, and what they ask of people. */
record RolloutStates(Cache<PhaseRollout> rollouts) {

  Map<String, Integer> count() {
    Map<String, Integer> states = new TreeMap<>();
    rollouts
        .list()
        .map(rollout -> Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::state))
        .forEach(state -> states.merge(state.orElse("New"), 1, Integer::sum));
    return states;
  }

  /** How many questions of each kind wait for a person. */
  Map<String, Integer> questions() {
    Map<String, Integer> kinds = new TreeMap<>();
    rollouts
        .list()
        .flatMap(rollout -> Optional.ofNullable(rollout.getStatus()).stream())
        .flatMap(status -> status.questions().stream())
        .map(question -> Optional.ofNullable(question.kind()))
        .forEach(kind -> kinds.merge(kind.orElse(""), 1, Integer::sum));
    return kinds;
  }
}
