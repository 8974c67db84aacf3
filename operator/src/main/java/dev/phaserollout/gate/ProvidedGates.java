package dev.phaserollout.gate;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is wrong with the gates of a spec, as far as it is known whom they may ask. */
public final class ProvidedGates {

  private final GatePreflight preflight = new GatePreflight(new GateConditions());
  private final Optional<Providers> providers;

  /** Gates that may ask these. */
  public ProvidedGates(Providers providers) {
    this(Optional.of(providers));
  }

  private ProvidedGates(Optional<Providers> providers) {
    this.providers = providers;
  }

  /** Gates of which nobody knows yet whom they may ask: the names of providers are passed over. */
  public static ProvidedGates anywhere() {
    return new ProvidedGates(Optional.empty());
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
      Gate gate = gates.get(g);
      problems.addAll(preflight.check(at, gate));
      providers.ifPresent(known -> problems.addAll(preflight.check(at, gate, known)));
    }
  }
}
