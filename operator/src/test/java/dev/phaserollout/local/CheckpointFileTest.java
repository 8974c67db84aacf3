package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointFileTest {

  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          "checkout",
          "4f3c",
          2,
          "sha256:abc",
          "2026-03-01T12:00:00Z",
          new KubernetesSerialization()
              .unmarshal(
                  "state: Running\nphases: [{name: build, steps: [{name: a, outputs: {x: '1'}}]}]",
                  PhaseRolloutStatus.class));

  @TempDir Path folder;
  private StateFolder state;
  private CheckpointFile file;

  @BeforeEach
  void write() throws IOException {
    state = new StateFolder(folder);
    file = new CheckpointFile(state, new ObjectMapper());
    file.write(CHECKPOINT);
  }

  @Test
  void what_was_written_is_read_again() {
    assertThat(file.read("checkout")).contains(CHECKPOINT);
  }

  @Test
  void nothing_is_left_beside_it() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(state.checkpoint());
    }
  }

  @Test
  void other_blanks_and_another_order_of_fields_are_no_edit() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String oneLine = json.readTree(state.checkpoint().toFile()).toString();
    Files.writeString(state.checkpoint(), oneLine);
    assertThat(file.read("checkout")).contains(CHECKPOINT);
  }

  @ParameterizedTest
  @CsvSource({
    "Running, Succeeded, sha256",
    "checkout, payments, sha256",
    "checkpoint/v1, checkpoint/v2, version",
    "checkpoint/v1, checkpoint/v0, version",
  })
  void an_edit_is_refused_by_the_name_of_the_field_and_the_file_is_left_as_it_is(
      String from, String to, String field) throws IOException {
    String edited = Files.readString(state.checkpoint()).replace(from, to);
    Files.writeString(state.checkpoint(), edited);
    assertThatThrownBy(() -> file.read("checkout"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageStartingWith(state.checkpoint() + ": " + field + ": found ")
        .hasMessageContaining("begin anew, keeping what is there, with: mv '" + folder + "'");
    assertThat(state.checkpoint()).hasContent(edited);
  }

  @Test
  void half_a_file_is_refused() throws IOException {
    String whole = Files.readString(state.checkpoint());
    Files.writeString(state.checkpoint(), whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> file.read("checkout"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageContaining("expected a whole checkpoint");
  }

  @Test
  void the_checkpoint_of_another_rollout_is_refused() {
    assertThatThrownBy(() -> file.read("payments"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageContaining("found 'checkout', expected the checkpoint of rollout 'payments'");
  }

  @Test
  void attempts_without_a_checkpoint_are_refused_because_they_would_run_again() throws IOException {
    Files.delete(state.checkpoint());
    Files.createDirectories(state.run(1).resolve("build.a/1"));
    assertThatThrownBy(() -> file.read("checkout"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageContaining("without which finished steps would run again");
  }

  @Test
  void an_empty_folder_begins_anew() throws IOException {
    Files.delete(state.checkpoint());
    assertThat(file.read("checkout")).isEmpty();
  }
}
