package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsersCallTest {

  private static final List<String> RUN = List.of("run", "a file.yaml");

  @Test
  void a_program_that_is_on_the_path_has_its_name() {
    assertThat(UsersCall.again(Map.of(), RUN)).isEqualTo("phaserollout run 'a file.yaml'");
  }

  @Test
  void a_program_that_is_not_is_named_as_it_was_called() {
    assertThat(UsersCall.again(Map.of(UsersCall.PROGRAM, "./phaserollout"), RUN))
        .isEqualTo("./phaserollout run 'a file.yaml'");
  }

  @Test
  void a_script_says_itself_how_it_is_called_again() {
    assertThat(
            UsersCall.again(
                Map.of(UsersCall.PROGRAM, "/x/phaserollout", UsersCall.SCRIPT, "./start --yes"),
                RUN))
        .isEqualTo("./start --yes");
  }
}
