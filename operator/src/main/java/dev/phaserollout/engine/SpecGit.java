package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Steps that cannot leave anything in the workspace, and say that they do. */
final class SpecGit {

  private SpecGit() {}

  static Stream<Problem> check(PhaseRolloutSpec spec) {
    List<Problem> problems = new ArrayList<>();
    for (int s = 0; s < spec.finallySteps().size(); s++) {
      String field = "spec.finally[" + s + "]";
      if (!spec.finallySteps().get(s).deliverables().isEmpty()) {
        problems.add(tooLate(field + ".deliverables"));
      }
      if (spec.finallySteps().get(s).commit() != null) {
        problems.add(tooLate(field + ".commit"));
      }
    }
    return problems.stream();
  }

  private static Problem tooLate(String field) {
    return new Problem(
        field,
        "the field",
        "none in a step that runs at the end: the release is complete by then, or undone",
        "move it to a step of a phase, or take the field away");
  }
}
