package dev.phaserollout.view;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phase as a tree shows it: with the steps of the spec, and with those that edits have removed
 * and whose work stands, in the places that the status gives them.
 */
record TreePhase(String name, List<Step> steps) {

  static List<TreePhase> of(PhaseRolloutSpec spec, Optional<PhaseRolloutStatus> status) {
    Map<String, Phase> own = new LinkedHashMap<>();
    spec.phases().forEach(phase -> own.put(phase.name(), phase));
    List<TreePhase> phases = new ArrayList<>();
    for (PhaseStatus known : status.map(PhaseRolloutStatus::phases).orElse(List.of())) {
      Optional<Phase> phase = Optional.ofNullable(own.remove(known.name()));
      if (phase.isPresent() || StateWord.REMOVED.equals(known.state())) {
        phases.add(
            new TreePhase(known.name(), steps(phase.map(Phase::steps).orElse(List.of()), known)));
      }
    }
    own.values().forEach(phase -> phases.add(new TreePhase(phase.name(), phase.steps())));
    return phases;
  }

  private static List<Step> steps(List<Step> own, PhaseStatus known) {
    List<Step> steps = new ArrayList<>(own);
    int at = 0;
    for (StepStatus status : known.steps()) {
      int place = indexOf(steps, status.name());
      if (place >= 0) {
        at = place + 1;
      } else if (StateWord.REMOVED.equals(status.state())) {
        steps.add(at++, named(status.name()));
      }
    }
    return steps;
  }

  private static int indexOf(List<Step> steps, String name) {
    return steps.stream().map(Step::name).toList().indexOf(name);
  }

  /** Of a step that the spec has no longer, nothing else is known here. */
  private static Step named(String name) {
    return new Step(
        name, null, null, null, null, null, null, Map.of(), List.of(), List.of(), null, null, null,
        null, null, null, null, null, List.of(), null, List.of());
  }
}
