package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.RolloutDependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Dependencies on other rollouts, as far as the spec alone shows what is wrong with them. */
final class SpecRollouts {

  private SpecRollouts() {}

  static Stream<Problem> check(String rolloutName, PhaseRolloutSpec spec) {
    List<Problem> problems = new ArrayList<>();
    List<RolloutDependency> dependencies = spec.dependsOn();
    for (int d = 0; d < dependencies.size(); d++) {
      RolloutDependency dependency = dependencies.get(d);
      if (Objects.equals(dependency.name(), rolloutName) && dependency.namespace() == null) {
        problems.add(
            Problem.of(
                "spec.dependsOn",
                rolloutName,
                "other rollouts only",
                "take the rollout itself out of the list"));
      }
      String soak = dependency.soak();
      if (soak != null && TimeSpan.parse(soak).isEmpty()) {
        problems.add(
            Problem.of(
                "spec.dependsOn[" + d + "].soak",
                soak,
                TimeSpan.EXPECTED,
                "write whole numbers with their units and nothing between them"));
      }
    }
    return problems.stream();
  }
}
