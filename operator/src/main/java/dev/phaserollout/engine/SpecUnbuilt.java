package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fields that the API has and that nothing obeys yet. They are refused: a gate that is ignored
 * would let a bad release through. One line a field; what gets built takes its line away.
 */
final class SpecUnbuilt {

  private record Field<T>(String name, Predicate<T> isSet) {}

  private static final List<Field<Gate>> OF_GATE =
      List.of(new Field<>("job", gate -> gate.job() != null));

  private SpecUnbuilt() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    List<Problem> problems = new ArrayList<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      refuseGates("spec.phases", p, spec.phases().get(p), problems);
    }
    graph
        .steps()
        .forEach(step -> refuseGates(step.field() + ".gates", step.step().gates(), problems));
    return problems.stream();
  }

  private static void refuseGates(String phases, int index, Phase phase, List<Problem> problems) {
    String field = phases + "[" + index + "]";
    refuseGates(field + ".entryGates", phase.entryGates(), problems);
    refuseGates(field + ".guardrails", phase.guardrails(), problems);
    refuseGates(field + ".gates", phase.gates(), problems);
  }

  private static void refuseGates(String field, List<Gate> gates, List<Problem> problems) {
    for (int g = 0; g < gates.size(); g++) {
      refuse(field + "[" + g + "]", gates.get(g), OF_GATE, problems);
    }
  }

  private static <T> void refuse(
      String owner, T value, List<Field<T>> fields, List<Problem> problems) {
    for (Field<T> field : fields) {
      if (field.isSet().test(value)) {
        problems.add(
            new Problem(
                owner + "." + field.name(),
                "the field",
                "no " + field.name() + ", because this version does not act on it yet",
                "take it away until a version does"));
      }
    }
  }
}
