package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @TempDir Path folder;

  @Test
  void the_way_out_is_a_command_that_a_shell_understands() {
    assertThat(new StateFolder(Path.of("/tmp/Ann's/shop")).setAside())
        .endsWith("mv '/tmp/Ann'\\''s/shop' '/tmp/Ann'\\''s/shop.aside'");
  }

  @Test
  void what_was_set_aside_before_is_not_moved_into() throws IOException {
    Files.createDirectory(folder.resolve("shop.aside"));
    assertThat(new StateFolder(folder.resolve("shop")).setAside()).endsWith("shop.aside-2'");
  }

  @Test
  void the_log_of_a_compensation_is_not_that_of_its_step() {
    StateFolder state = new StateFolder(folder);
    Attempt undo = new Attempt("uid", 3, "main", "a", Role.ROLLBACK, "digest", 2);
    assertThat(state.rollbackLog(3, "main", "a", 2)).isEqualTo(state.attempt(undo).log());
    assertThat(state.log(3, "main", "a", 2)).isNotEqualTo(state.attempt(undo).log());
  }

  @Test
  void the_log_of_a_gate_is_that_of_its_measurement() {
    StateFolder state = new StateFolder(folder);
    for (String path : List.of("gates/smoke", "entryGates/smoke", "deploy/gates/smoke")) {
      Attempt measurement = new Attempt("uid", 3, "main", path, Role.GATE, "gate", 2);
      assertThat(state.gateLog(3, "main", path, 2)).isEqualTo(state.attempt(measurement).log());
    }
  }
}
