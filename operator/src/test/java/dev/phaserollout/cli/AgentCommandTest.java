package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verb says before it does anything; what it does is shown in AgentVerbIT. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentCommandTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Exit call(Map<String, String> env, String... words) {
    return Cli.run(
        words,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        env,
        Clock.systemUTC());
  }

  private String git() {
    return "--git-dir=" + folder.resolve("git");
  }

  private String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void people_are_not_offered_the_verb() {
    assertThat(call(Map.of(), "--help")).isEqualTo(Exit.SUCCEEDED);
    assertThat(printed(out)).doesNotContain("agent");
    assertThat(call(Map.of())).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("operator").doesNotContain("agent");
  }

  @Test
  void its_own_help_names_the_errands_and_the_folders() {
    assertThat(call(Map.of(), "agent", "--help")).isEqualTo(Exit.SUCCEEDED);
    assertThat(printed(out))
        .contains("prepare, checkout, finish, advance, revert or complete", "--git-dir");
  }

  @Test
  void an_errand_without_details_says_where_they_are_expected() {
    assertThat(call(Map.of(), "agent", "checkout", git())).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("PHASEROLLOUT_ERRAND: found nothing", "or name a FILE");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    String file = folder.resolve("absent.json").toString();
    assertThat(call(Map.of(), "agent", "checkout", file, git())).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("absent.json");
  }

  @Test
  void an_unknown_errand_is_refused_with_those_that_there_are() {
    assertThat(call(Map.of("PHASEROLLOUT_ERRAND", "{}"), "agent", "finnish", git()))
        .isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("'finnish'", "advance, checkout, complete");
  }

  @Test
  void a_working_tree_around_the_agents_own_directory_is_refused() {
    String errand =
        "{\"workspace\": {\"url\": \""
            + folder.resolve("none.git")
            + "\", \"branch\": \"main\"}, \"commit\": \"0123456789012345678901234567890123456789\"}";
    assertThat(
            call(
                Map.of("PHASEROLLOUT_ERRAND", errand),
                "agent",
                "checkout",
                git(),
                "--work-tree=" + folder))
        .isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("expected them apart");
  }
}
