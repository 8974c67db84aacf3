package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of rollouts that have been run here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanIT {

  private static final String SPEC =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        rollback: {onFailure: None}
        phases:
        - name: one
          steps:
          - {name: a, run: {command: [sh, -c, "echo a >> done"]}}
          - {name: b, run: {command: [sh, -c, "test -e ready && echo b >> done"]}}
      """;

  @TempDir Path folder;

  @Test
  void a_plan_says_beforehand_what_the_next_run_does() throws IOException {
    Path file = Files.writeString(folder.resolve("rollout.yaml"), SPEC);
    assertThat(call("plan", file)).contains("1  a  runs", "2  b  runs");
    assertThat(call("run", file)).contains("Failed");

    assertThat(call("plan", file)).contains("run 2", "a  reused from run 1", "1  b  runs");
    assertThat(call("plan", file, "--rerun")).contains("1  a  runs", "2  b  runs");
    Files.createFile(folder.resolve("ready"));
    call("run", file);
    assertThat(folder.resolve("done")).hasContent("a\nb");

    assertThat(call("plan", file)).startsWith("nothing of checkout would run: all 1 phase done");
    Files.writeString(file, SPEC.replace("echo b", "echo c"));
    assertThat(call("plan", file)).contains("run 3", "a  reused from run 1", "1  b  runs");
  }

  private static String call(String verb, Path file, String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] words = new String[options.length + 2];
    words[0] = verb;
    words[1] = file.toString();
    System.arraycopy(options, 0, words, 2, options.length);
    Cli.run(
        words,
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        System.err,
        Map.of("PATH", System.getenv("PATH")),
        Clock.systemUTC());
    return out.toString(StandardCharsets.UTF_8);
  }
}
