package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server can see to be wrong is refused at {@code kubectl apply}, with what to do. */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRolloutIT {

  private List<String> answers = List.of();

  /** One command for all files, because starting kubectl takes longer than the answers. */
  @BeforeAll
  void apply_all(Kubectl kubectl) {
    InstalledCrds.install(kubectl);
    List<String> command = new ArrayList<>(List.of("apply", "--dry-run=server"));
    cases().forEach(rollout -> command.addAll(List.of("-f", rollout.file().toString())));
    answers = kubectl.run(command.toArray(String[]::new)).err().lines().toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void apply_says_what_to_do(RefusedRollout rollout) {
    assertThat(answers)
        .filteredOn(line -> line.contains("/" + rollout.file().getFileName() + "\""))
        .singleElement()
        .asString()
        .contains(rollout.field(), rollout.says());
  }

  static List<RefusedRollout> cases() {
    return RefusedRollout.all();
  }
}
