package dev.phaserollout.engine;

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

  private static final List<Field<PhaseRolloutSpec>> OF_ROLLOUT =
      List.of(
          new Field<>("dependsOn", spec -> !spec.dependsOn().isEmpty()),
          new Field<>("concurrencyGroup", spec -> spec.concurrencyGroup() != null),
          new Field<>("windows", spec -> !spec.windows().isEmpty()),
          new Field<>("workspace", spec -> spec.workspace() != null),
          new Field<>("standards", spec -> !spec.standards().isEmpty()),
          new Field<>("completion", spec -> spec.completion() != null));

  private static final List<Field<Phase>> OF_PHASE =
      List.of(
          new Field<>("windows", phase -> !phase.windows().isEmpty()),
          new Field<>("entryGates", phase -> !phase.entryGates().isEmpty()),
          new Field<>("guardrails", phase -> !phase.guardrails().isEmpty()),
          new Field<>("gates", phase -> !phase.gates().isEmpty()));

  private static final List<Field<SpecStep>> OF_STEP =
      List.of(
          new Field<>("deliverables", step -> !step.step().deliverables().isEmpty()),
          new Field<>("commit", step -> step.step().commit() != null),
          new Field<>("gates", step -> !step.step().gates().isEmpty()));

  private SpecUnbuilt() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    List<Problem> problems = new ArrayList<>();
    refuse("spec", spec, OF_ROLLOUT, problems);
    for (int p = 0; p < spec.phases().size(); p++) {
      refuse("spec.phases[" + p + "]", spec.phases().get(p), OF_PHASE, problems);
    }
    graph.steps().forEach(step -> refuse(step.field(), step, OF_STEP, problems));
    return problems.stream();
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
