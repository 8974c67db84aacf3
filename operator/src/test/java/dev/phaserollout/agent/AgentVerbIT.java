package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.cli.Cli;
import dev.phaserollout.cli.Exit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as containers call it, with its details in the environment or in a file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentVerbIT {

  private static final String RUN =
      "'run': {'namespace': 'shop', 'rollout': 'checkout', 'uid': '2f6a', 'run': 3}";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Project project;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
  }

  private Exit call(String word, String details, String... more) {
    List<String> words = new ArrayList<>(List.of("agent", word));
    words.addAll(List.of("--git-dir", folder.resolve("git").toString()));
    words.addAll(List.of("--work-tree", folder.resolve("tree").toString()));
    words.addAll(List.of(more));
    return Cli.run(
        words.toArray(new String[0]),
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(
            "PHASEROLLOUT_ERRAND", json(details),
            "PHASEROLLOUT_OUTPUTS", folder.resolve("result").toString()),
        Clock.systemUTC());
  }

  private String json(String details) {
    return ("{'workspace': {'url': '" + project.bare() + "', 'branch': 'main'}, " + details + "}")
        .replace('\'', '"');
  }

  private Map<?, ?> result() throws IOException {
    return new ObjectMapper().readValue(folder.resolve("result").toFile(), Map.class);
  }

  /** In a folder the agent's own process holds the locks: a killed one leaves them behind. */
  @Test
  void a_lock_that_a_killed_agent_has_left_does_not_stop_the_next() throws IOException {
    assertThat(call("prepare", RUN + ", 'standards': []")).isEqualTo(Exit.SUCCEEDED);
    String base = String.valueOf(result().get("commit"));
    assertThat(call("checkout", "'commit': '" + base + "'")).isEqualTo(Exit.SUCCEEDED);
    Files.writeString(folder.resolve("tree/docs/a.md"), "a\n");
    for (String left : List.of("refs/heads/main.lock", "packed-refs.lock")) {
      Path lock = Files.createFile(project.bare().resolve(left));
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(60)));
    }
    assertThat(call("finish", finish(base, "docs/*.md"))).isEqualTo(Exit.SUCCEEDED);
    assertThat(result().get("outcome")).isEqualTo("Advanced");
  }

  @Test
  void a_lock_that_may_be_held_is_waited_for() throws IOException {
    assertThat(call("prepare", RUN + ", 'standards': []")).isEqualTo(Exit.SUCCEEDED);
    String base = String.valueOf(result().get("commit"));
    assertThat(call("checkout", "'commit': '" + base + "'")).isEqualTo(Exit.SUCCEEDED);
    Files.writeString(folder.resolve("tree/docs/a.md"), "a\n");
    Path lock = Files.createFile(project.bare().resolve("refs/heads/main.lock"));
    Instant held = Files.getLastModifiedTime(lock).toInstant();
    assertThat(call("finish", finish(base, "docs/*.md"))).isEqualTo(Exit.SUCCEEDED);
    assertThat(Instant.now()).isAfter(held.plusSeconds(10));
  }

  @Test
  void containers_that_follow_each_other_leave_a_commit_and_say_which() throws IOException {
    assertThat(call("prepare", RUN + ", 'standards': []")).isEqualTo(Exit.SUCCEEDED);
    String base = String.valueOf(result().get("commit"));
    assertThat(call("checkout", "'commit': '" + base + "'")).isEqualTo(Exit.SUCCEEDED);
    Files.writeString(folder.resolve("tree/docs/a.md"), "a\n");
    assertThat(call("finish", finish(base, "docs/*.md"))).isEqualTo(Exit.SUCCEEDED);
    assertThat(result().get("outcome")).isEqualTo("Advanced");
    assertThat(result().get("commit")).isEqualTo(project.head());
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("main has " + project.head());
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_failure_is_told_to_the_operator_and_in_the_log() throws IOException {
    String base = project.head();
    call("checkout", "'commit': '" + base + "'");
    assertThat(call("finish", finish(base, "docs/*.txt"))).isEqualTo(Exit.FAILED);
    assertThat(result().get("reason")).isEqualTo("DeliverablesMissing");
    assertThat(result().get("passing")).isEqualTo("false");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("phaserollout: DeliverablesMissing: docs/*.txt: found 0 files");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void details_may_come_from_a_file() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("errand.json"), json("'commit': '" + project.head() + "'"));
    assertThat(call("checkout", "'commit': 'another'", file.toString())).isEqualTo(Exit.SUCCEEDED);
  }

  @Test
  void details_that_cannot_be_meant_are_a_usage_error_that_the_operator_sees() throws IOException {
    assertThat(call("checkout", "'commit': 'HEAD'")).isEqualTo(Exit.USAGE);
    assertThat(result().get("reason")).isEqualTo("InvalidErrand");
  }

  private static String finish(String commit, String deliverable) {
    return RUN
        + ", 'phase': 'staging', 'step': 'observe', 'base': '"
        + commit
        + "', 'commit': '"
        + commit
        + "', 'deliverables': [{'path': '"
        + deliverable
        + "'}], 'commitPoint': {'paths': ['docs'], 'message': 'feat: observe'}, 'gated': false";
  }
}
