package dev.phaserollout.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.crd.InstalledCrds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The linter and a real API server agree: what lint says that schema and CEL see is refused there
 * too, and what only references show is not.
 */
@ControlPlane
@TestInstance(Lifecycle.PER_CLASS)
class BadCasesIT {

  private static final String ONE_ANSWER = "(?m)^(?=Error from server|error: |The PhaseRollout)";

  private List<String> answers = List.of();

  static List<BadCase> refused() throws IOException {
    return seenBy("schema", "cel");
  }

  private static List<BadCase> seenBy(String... who) throws IOException {
    return BadCase.all().stream().filter(bad -> List.of(who).contains(bad.seenBy())).toList();
  }

  /** One command for all files, because kubectl takes longer to start than the server to answer. */
  @BeforeAll
  void apply_all(Kubectl kubectl) throws IOException {
    InstalledCrds.install(kubectl);
    answers = List.of(tryToApply(kubectl, refused()).err().split(ONE_ANSWER));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void is_refused_by_the_api_server(BadCase bad) {
    assertThat(answers)
        .filteredOn(answer -> answer.contains("/" + bad.file().getFileName() + "\""))
        .singleElement()
        .asString()
        .contains(bad.inCommonWithServer());
  }

  @Test
  void what_only_references_show_the_api_server_accepts(Kubectl kubectl) throws IOException {
    assertThat(tryToApply(kubectl, seenBy("references")).err()).isEmpty();
  }

  private static KubectlResult tryToApply(Kubectl kubectl, List<BadCase> cases) {
    List<String> command = new ArrayList<>(List.of("apply", "--dry-run=server"));
    cases.forEach(bad -> command.addAll(List.of("-f", bad.file().toString())));
    return kubectl.run(command.toArray(String[]::new));
  }
}
