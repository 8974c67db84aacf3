package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutFileTest {

  private static final String GOOD =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        phases:
        - {name: one, steps: [{name: a, run: {command: [make]}}]}
      """;

  @TempDir Path folder;

  @Test
  void a_rollout_that_lints_clean_is_read_and_needs_no_image() throws IOException {
    assertThat(RolloutFile.read(file(GOOD)).name()).isEqualTo("checkout");
  }

  @Test
  void every_finding_of_a_bad_one_is_told_and_nothing_is_read() throws IOException {
    Path file = file(GOOD.replace("name: one", "name: One").replace("name: a,", "name: a, if: x,"));

    assertThatThrownBy(() -> RolloutFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(file + ":6:12: spec.phases[0].name: found 'One', expected ")
        .hasMessageContaining("spec.phases[0].steps[0].if: found 'x', expected a CEL expression");
  }

  @Test
  void a_file_of_several_rollouts_or_none_is_refused() throws IOException {
    assertThatThrownBy(() -> RolloutFile.read(file(GOOD + "---\n" + GOOD.replace("checkout", "b"))))
        .hasMessageContaining("found 2 rollouts, expected one");
    assertThatThrownBy(() -> RolloutFile.read(file("apiVersion: v1\nkind: ConfigMap\n")))
        .hasMessageContaining("found 0 rollouts, expected one");
    assertThatThrownBy(() -> RolloutFile.read(folder.resolve("missing.yaml")))
        .hasMessageContaining("missing.yaml: found no such file");
  }

  @Test
  void a_folder_or_a_name_of_no_characters_is_no_file() {
    assertThatThrownBy(() -> RolloutFile.read(folder))
        .hasMessage(folder + ": found a folder, expected a file; name the one in it that is meant");
    assertThatThrownBy(() -> RolloutFile.read(Path.of("")))
        .hasMessageStartingWith("FILE: found nothing, expected the name of a file");
  }

  @Test
  void a_finding_is_one_line_that_cannot_drive_the_terminal() throws IOException {
    Path file = file(GOOD.replace("name: one", "name: \"\\e[2J\\nb\""));

    assertThatThrownBy(() -> RolloutFile.read(file))
        .hasMessageContaining("found '\\x1b[2J\\nb', expected ");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rollout.yaml"), text);
  }
}
