package dev.phaserollout.gate;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with the gates of a spec, where it is known which servers they may ask.
 */
public final class ProvidedGates {

  private final GatePreflight preflight = new GatePreflight(new GateConditions());
  private final Providers providers;

  /** Gates that may ask these. */
  public ProvidedGates(Providers providers) {
    this.providers = providers;
  }

  /** In the order of the spec. */
  public List<Problem> check(PhaseRolloutSpec spec) {
    List<Problem> problems = new ArrayList<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      Phase phase = spec.phases().get(p);
      String field = "spec.phases[" + p + "]";
      check(field + ".entryGates", phase.entryGates(), problems);
      for (int s = 0; s < phase.steps().size(); s++) {
        Step step = phase.steps().get(s);
        check(field + ".steps[" + s + "].gates", step.gates(), problems);
      }
      check(field + ".guardrails", phase.guardrails(), problems);
      check(field + ".gates", phase.gates(), problems);
    }
    return List.copyOf(problems);
  }

  private void check(String field, List<Gate> gates, List<Problem> problems) {
    for (int g = 0; g < gates.size(); g++) {
      String at = field + "[" + g + "]";
      problems.addAll(preflight.check(at, gates.get(g)));
      problems.addAll(preflight.check(at, gates.get(g), providers));
    }
  }
}
