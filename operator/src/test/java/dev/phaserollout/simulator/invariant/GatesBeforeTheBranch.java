package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.remote.Remote.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * At the moment of the push the newest status calls the gates of the step passed, and each was
 * measured since the commit was made on the ground that it lands on; or people, or the gate itself,
 * have let it pass.
 */
final class GatesBeforeTheBranch implements Invariant {

  @Override
  public String sentence() {
    return "no commit of a step with gates gets onto the branch before they have judged it there";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Push push : Branch.ofSteps(history)) {
      Attempt by = push.commit().by().orElseThrow();
      Optional<PhaseRolloutSpec> spec = history.specOfRun(by.run());
      Optional<Step> step = spec.flatMap(one -> Claims.stepOf(one, by.step()));
      boolean judged = step.filter(one -> !one.gates().isEmpty()).isPresent();
      PhaseRollout then = history.version(push.version());
      Map<String, GateStatus> gates = Gates.of(then.getStatus());
      if (judged && Claims.run(then) == by.run()) {
        step.get().gates().stream()
            .filter(gate -> !Boolean.TRUE.equals(gate.dryRun()))
            .map(gate -> by.phase() + "/" + by.step() + Gates.GATE + gate.name())
            .filter(path -> !passed(history, push, gates.get(path), path))
            .forEach(
                path ->
                    found.add(
                        new Evidence(
                            push.move(), push + " although " + path + " is " + gates.get(path))));
      }
    }
    return found;
  }

  private static boolean passed(
      History history, Push push, @Nullable GateStatus gate, String path) {
    if (gate == null || !Gates.passed(gate)) {
      return false;
    }
    int run = push.commit().by().orElseThrow().run();
    int since = history.remote().proposal(push.commit().id()).map(Push::version).orElse(0);
    boolean seen =
        Gates.measured(history, run, path, Gates.round(gate), push.version() + 1).stream()
            .filter(one -> one.version() >= since)
            .anyMatch(one -> one.measurement().verdict() == Verdict.PASS);
    return seen
        || Gates.said(history, run, path, "Approve", push.version() + 1)
        || history
            .specOfRun(run)
            .map(spec -> Gates.of(spec).get(path))
            .filter(rule -> rule.onInconclusive() == OnInconclusive.Pass)
            .isPresent();
  }
}
