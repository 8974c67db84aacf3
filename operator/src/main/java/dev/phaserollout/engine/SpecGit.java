package dev.phaserollout.engine;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.errand.ContentPattern;
import dev.phaserollout.errand.Glob;
import dev.phaserollout.errand.PatternFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps that cannot leave anything in the workspace, and say that they do; paths and patterns that
 * the agent would refuse once the step has done its work.
 */
final class SpecGit {

  private SpecGit() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
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
    for (int s = 0; s < spec.standards().size(); s++) {
      path("spec.standards[" + s + "].path", spec.standards().get(s).path(), problems);
    }
    graph.steps().forEach(step -> paths(step.field(), step.step(), problems));
    Completion completion = spec.completion();
    if (completion != null) {
      path("spec.completion.checkpointFile", completion.checkpointFile(), problems);
      path("spec.completion.progressFile", completion.progressFile(), problems);
    }
    return problems.stream();
  }

  private static void paths(String field, Step step, List<Problem> problems) {
    for (int d = 0; d < step.deliverables().size(); d++) {
      Deliverable deliverable = step.deliverables().get(d);
      String one = field + ".deliverables[" + d + "]";
      path(one + ".path", deliverable.path(), problems);
      Optional.ofNullable(deliverable.contains())
          .flatMap(ContentPattern::refusal)
          .ifPresent(fault -> problems.add(problem(one + ".contains", fault)));
    }
    CommitPoint commit = step.commit();
    if (commit != null) {
      for (int p = 0; p < commit.paths().size(); p++) {
        path(field + ".commit.paths[" + p + "]", commit.paths().get(p), problems);
      }
    }
  }

  private static void path(String field, @Nullable String path, List<Problem> problems) {
    Optional.ofNullable(path)
        .filter(written -> !written.isEmpty())
        .flatMap(Glob::refusal)
        .ifPresent(fault -> problems.add(problem(field, fault)));
  }

  private static Problem problem(String field, PatternFault fault) {
    return Problem.of(field, fault.found(), fault.expected(), fault.mend());
  }

  private static Problem tooLate(String field) {
    return new Problem(
        field,
        "the field",
        "none in a step that runs at the end: the release is complete by then, or undone",
        "move it to a step of a phase, or take the field away");
  }
}
