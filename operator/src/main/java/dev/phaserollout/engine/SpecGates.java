package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.OutputSource;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code output} of gates: each is a declared output of a step that is done when the gate measures.
 * Any other would leave the gate in doubt in the middle of a release. {@code duringRollback}: of
 * guardrails only, because nothing else measures while steps are undone.
 */
final class SpecGates {

  private final SpecGraph graph;
  private final List<Problem> problems = new ArrayList<>();

  private SpecGates(SpecGraph graph) {
    this.graph = graph;
  }

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    SpecGates gates = new SpecGates(graph);
    for (int p = 0; p < spec.phases().size(); p++) {
      gates.ofPhase(spec.phases().get(p), p);
    }
    graph.steps().forEach(gates::ofStep);
    return gates.problems.stream();
  }

  private void ofPhase(Phase phase, int index) {
    String field = "spec.phases[" + index + "].";
    Predicate<SpecStep> before = step -> step.phaseIndex() < index;
    Predicate<SpecStep> within = step -> step.phaseIndex() <= index;
    String begins = "before phase '" + phase.name() + "' begins";
    String done = "when the steps of phase '" + phase.name() + "' are";
    check(field + "entryGates", phase.entryGates(), Optional.empty(), before, begins);
    check(field + "guardrails", phase.guardrails(), Optional.empty(), before, begins);
    check(field + "gates", phase.gates(), Optional.empty(), within, done);
    noGuardrails(field + "entryGates", phase.entryGates());
    noGuardrails(field + "gates", phase.gates());
  }

  private void ofStep(SpecStep step) {
    check(
        step.field() + ".gates",
        step.step().gates(),
        Optional.of(step),
        source -> source.equals(step) || graph.runsBefore(source, step),
        "when step '" + step.name() + "' is");
    noGuardrails(step.field() + ".gates", step.step().gates());
  }

  private void noGuardrails(String field, List<Gate> gates) {
    for (int g = 0; g < gates.size(); g++) {
      if (Boolean.TRUE.equals(gates.get(g).duringRollback())) {
        problems.add(
            Problem.of(
                field + "[" + g + "].duringRollback",
                "true",
                "it on guardrails only, because no other gate measures while steps are undone",
                "move the gate to the guardrails of its phase, or take duringRollback away"));
      }
    }
  }

  private void check(
      String field,
      List<Gate> gates,
      Optional<SpecStep> own,
      Predicate<SpecStep> done,
      String when) {
    for (int g = 0; g < gates.size(); g++) {
      OutputSource output = gates.get(g).output();
      if (output != null) {
        check(field + "[" + g + "].output", output, own, done, when).ifPresent(problems::add);
      }
    }
  }

  private Optional<Problem> check(
      String field,
      OutputSource output,
      Optional<SpecStep> own,
      Predicate<SpecStep> done,
      String when) {
    String name = output.step();
    if (name == null) {
      return own.flatMap(step -> SpecOutputs.declared(step, output.name(), field + ".name"));
    }
    Optional<SpecStep> source = graph.step(name).filter(done);
    if (source.isEmpty()) {
      List<String> known =
          graph.steps().stream()
              .filter(done)
              .filter(step -> !step.step().outputs().isEmpty())
              .map(SpecStep::name)
              .toList();
      return Optional.of(
          Problem.of(
              field + ".step",
              name,
              "the name of a step with outputs that is done " + when,
              NearestName.mend(name, known, "no step with outputs is done by then")));
    }
    return SpecOutputs.declared(source.get(), output.name(), field + ".name");
  }
}
