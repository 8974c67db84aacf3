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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

  private static final String GOOD =
      """
      apiVersion: phaserollout.dev/v1alpha1
      kind: PhaseRollout
      metadata: {name: checkout}
      spec:
        phases:
        - {name: one, steps: [{name: a, run: {image: busybox, command: [make]}}]}
      """;
  private static final String BAD = GOOD.replace("name: one", "name: One");

  private record Ended(Exit exit, String out, String err) {}

  @TempDir Path folder;

  @Test
  void a_clean_file_ends_with_one_line_and_zero() throws IOException {
    Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);

    assertThat(lint("", file.toString()))
        .isEqualTo(new Ended(Exit.SUCCEEDED, "1 rollout in 1 file: no findings\n", ""));
  }

  @Test
  void findings_name_file_line_column_and_field_and_end_with_two() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), BAD);

    assertThat(lint("", file.toString()))
        .isEqualTo(
            new Ended(
                Exit.USAGE,
                file
                    + ":6:12: spec.phases[0].name: found 'One', expected lower-case letters, digits"
                    + " and inner dashes; write a name such as deploy-eu-1\n"
                    + "1 rollout in 1 file: 1 finding\n",
                ""));
  }

  @Test
  void a_dash_is_standard_input() {
    assertThat(lint(BAD, "-").out()).startsWith("<stdin>:6:12: spec.phases[0].name: ");
  }

  @Test
  void a_folder_is_walked_for_yaml() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    Files.writeString(folder.resolve("deep/er/bad.yml"), BAD);
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    Files.writeString(folder.resolve("notes.txt"), "no: yaml: here");

    Ended ended = lint("", folder.toString());

    assertThat(ended.out())
        .contains("deep/er/bad.yml:6:12")
        .endsWith("2 rollouts in 2 files: 1 finding\n");
  }

  @Test
  void what_others_keep_in_hidden_folders_is_passed_over() throws IOException {
    Files.createDirectories(folder.resolve(".github/workflows"));
    Files.writeString(folder.resolve(".github/workflows/ci.yml"), "on: [push]");
    Files.writeString(folder.resolve(".hidden.yaml"), BAD);
    Files.writeString(folder.resolve("good.yaml"), GOOD);

    assertThat(lint("", folder.toString()).out()).isEqualTo("1 rollout in 1 file: no findings\n");
    assertThat(lint("", folder.resolve(".hidden.yaml").toString()).exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void files_that_cannot_be_read_are_findings_beside_those_of_the_others() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), BAD);
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path missing = folder.resolve("missing.yaml");
    Path empty = Files.createDirectories(folder.resolve("none"));

    Ended ended = lint("", missing.toString(), bad.toString(), binary.toString(), empty.toString());

    assertThat(ended.exit()).isEqualTo(Exit.USAGE);
    assertThat(ended.out())
        .contains("bad.yaml:6:12: ")
        .contains("binary.yaml: found bytes that are no UTF-8")
        .contains("missing.yaml: found no such file")
        .contains("none: found no *.yaml or *.yml in it")
        .endsWith("1 rollout in 4 files: 4 findings\n");
  }

  @Test
  void a_file_without_a_rollout_is_no_success() throws IOException {
    Path other = Files.writeString(folder.resolve("map.yaml"), "apiVersion: v1\nkind: ConfigMap\n");

    assertThat(lint("", other.toString()))
        .isEqualTo(
            new Ended(
                Exit.USAGE,
                other
                    + ": found no PhaseRollout, expected at least one; name the file that has"
                    + " it\n0 rollouts in 1 file: 1 finding (1 object of another kind passed"
                    + " over)\n",
                ""));
  }

  @Test
  void json_has_the_same_findings() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), BAD);

    assertThat(lint("", "--output", "json", file.toString()).out())
        .isEqualToIgnoringWhitespace(
            "{\"findings\":[{\"file\":\""
                + file
                + "\",\"line\":6,\"column\":12,\"field\":\"spec.phases[0].name\",\"message\":\"found"
                + " 'One', expected lower-case letters, digits and inner dashes; write a name such"
                + " as deploy-eu-1\"}]}");
    assertThat(lint("", "--output", "json", Files.writeString(file, GOOD).toString()).out())
        .isEqualToIgnoringWhitespace("{\"findings\":[]}");
  }

  @Test
  void every_example_is_clean() {
    Ended ended = lint("", "../examples");

    assertThat(ended.out())
        .endsWith(" files: no findings (21 objects of another kind passed over)\n");
    assertThat(ended.exit()).isEqualTo(Exit.SUCCEEDED);
  }

  @Test
  void local_asks_for_no_image() {
    String imageless = GOOD.replace("image: busybox, ", "");

    assertThat(lint(imageless, "-").exit()).isEqualTo(Exit.USAGE);
    assertThat(lint(imageless, "--local", "-").exit()).isEqualTo(Exit.SUCCEEDED);
  }

  @Test
  void documents_without_anything_are_no_objects() {
    assertThat(lint("---\n---\n---\n", "-").out())
        .isEqualTo(
            "-: found no PhaseRollout, expected at least one; name the file that has it\n"
                + "0 rollouts in 1 file: 1 finding\n");
  }

  @Test
  void a_name_of_no_characters_is_no_folder() {
    assertThat(lint("", "").out()).startsWith("FILE: found nothing, expected the name of a file;");
  }

  @Test
  void what_a_file_says_never_drives_the_terminal() throws IOException {
    String name = "\"s\\e]0;x\\a\\x9b2J\\u202e\\ny\"";
    Path file =
        Files.writeString(folder.resolve("b.yaml"), BAD.replace("name: One", "name: " + name));

    assertThat(lint("", file.toString()).out())
        .contains("found 's\\x1b]0;x\\x07\\x9b2J\\u202e\\ny', expected ");
    assertThat(lint("", "--output", "json", file.toString()).out())
        .contains("found 's\\u001B]0;x\\u0007\\u009B2J\\u202E\\ny', expected ")
        .matches("[\\x20-\\x7e\\r\\n]*");
  }

  private static Ended lint(String in, String... words) {
    String[] args = new String[words.length + 1];
    args[0] = "lint";
    System.arraycopy(words, 0, args, 1, words.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        Cli.run(
            args,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Clock.systemUTC());
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
