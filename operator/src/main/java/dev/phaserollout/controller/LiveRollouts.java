package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.RolloutLookUp;
import dev.phaserollout.engine.RolloutName;
import dev.phaserollout.engine.RolloutSighting;
import dev.phaserollout.engine.RolloutSightings;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Other rollouts as the API server has them at this moment, past every cache. */
record LiveRollouts(KubernetesClient client) {

  /** A list is read in parts of so many, so that none of them is large. */
  private static final long PAGE = 100;

  /** What the API server has at this moment. */
  RolloutSightings.Reading read(PhaseRollout rollout, RolloutLookUp lookUp) {
    List<RolloutSighting> seen = new ArrayList<>();
    for (RolloutName name : lookUp.names()) {
      Optional.ofNullable(
              client
                  .resources(PhaseRollout.class)
                  .inNamespace(name.namespace())
                  .withName(name.name())
                  .get())
          .map(RolloutSighting::of)
          .ifPresent(seen::add);
    }
    lookUp
        .place()
        .ifPresent(at -> seen.addAll(ofGroup(rollout.getMetadata().getNamespace(), at.group())));
    return new RolloutSightings.Reading(lookUp, List.copyOf(seen));
  }

  /** Every page is as of the moment in which the first was read. */
  private List<RolloutSighting> ofGroup(String namespace, String group) {
    List<RolloutSighting> seen = new ArrayList<>();
    String more = null;
    do {
      ListOptions page = new ListOptionsBuilder().withLimit(PAGE).withContinue(more).build();
      KubernetesResourceList<PhaseRollout> read =
          client.resources(PhaseRollout.class).inNamespace(namespace).list(page);
      read.getItems().stream()
          .map(RolloutSighting::of)
          .filter(rollout -> rollout.place().filter(at -> at.group().equals(group)).isPresent())
          .forEach(seen::add);
      more = read.getMetadata().getContinue();
    } while (more != null && !more.isEmpty());
    return seen;
  }
}
