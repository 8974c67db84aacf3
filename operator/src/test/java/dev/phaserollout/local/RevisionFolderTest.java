package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Revision;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionFolderTest {

  private static final Revision REVISION =
      new Revision(
          "checkout-1a2b",
          new KubernetesSerialization()
              .unmarshal(
                  "phases: [{name: build, steps: [{name: a, run: {command: [echo, honest]}}]}]",
                  PhaseRolloutSpec.class));

  @TempDir Path folder;
  private StateFolder state;
  private Path file;

  @BeforeEach
  void store() throws IOException {
    state = new StateFolder(folder);
    revisions().store(REVISION);
    file = state.revisions().resolve("checkout-1a2b.json");
  }

  @Test
  void what_was_stored_is_read_again_and_is_one_object() {
    RevisionFolder revisions = revisions();
    assertThat(revisions.read("checkout-1a2b")).contains(REVISION);
    assertThat(revisions.read("checkout-1a2b").orElseThrow())
        .isSameAs(revisions.read("checkout-1a2b").orElseThrow());
  }

  @Test
  void one_that_was_never_stored_is_not_there() {
    assertThat(revisions().read("checkout-ffff")).isEmpty();
  }

  @Test
  void an_edit_by_hand_is_refused_by_the_name_of_the_file_which_is_left_as_it_is()
      throws IOException {
    String edited = Files.readString(file).replace("honest", "forged");
    Files.writeString(file, edited);
    assertThatThrownBy(() -> revisions().read("checkout-1a2b"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageStartingWith(file + ": found sha256 'sha256:")
        .hasMessageContaining("mv '" + folder + "' '" + folder + ".aside'");
    assertThat(file).hasContent(edited);
  }

  @Test
  void the_file_of_one_revision_is_not_that_of_another() throws IOException {
    Files.copy(file, state.revisions().resolve("checkout-ffff.json"));
    assertThatThrownBy(() -> revisions().read("checkout-ffff")).isInstanceOf(LocalRefusal.class);
  }

  @Test
  void half_a_file_and_a_folder_in_its_place_are_refused() throws IOException {
    Files.writeString(file, "{");
    assertThatThrownBy(() -> revisions().read("checkout-1a2b"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageStartingWith(file + ": found what is no JSON, expected the whole spec");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> revisions().read("checkout-1a2b"))
        .isInstanceOf(LocalRefusal.class)
        .hasMessageStartingWith(file + ": found what cannot be read (");
  }

  private RevisionFolder revisions() {
    return new RevisionFolder(state, new ObjectMapper());
  }
}
