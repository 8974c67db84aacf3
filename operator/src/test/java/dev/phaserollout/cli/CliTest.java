package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CliTest {

  @Command(name = "obey", mixinStandardHelpOptions = true, description = "Does what a test says.")
  static final class Obey implements Verb {

    @Option(names = "--times", description = "How often.")
    int times;

    private final Verb errand;

    Obey(Verb errand) {
      this.errand = errand;
    }

    @Override
    public Exit run(Session session) throws Exception {
      return errand.run(session);
    }
  }

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Verb errand = session -> Exit.SUCCEEDED;

  @Test
  void the_version_is_the_one_of_the_build() {
    assertThat(call("--version")).isEqualTo(Exit.SUCCEEDED);
    assertThat(printed(out)).matches("phaserollout \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
    assertThat(printed(err)).isEmpty();
  }

  @Test
  void help_names_the_verbs_and_every_exit_code() {
    assertThat(call("--help")).isEqualTo(Exit.SUCCEEDED);
    assertThat(printed(out)).contains("obey  Does what a test says.");
    for (Exit exit : Exit.values()) {
      assertThat(printed(out)).containsPattern("(?m)^ +" + exit.code() + " +\\w+: ");
    }
  }

  @Test
  void help_of_a_verb_is_the_verbs_own() {
    assertThat(call("obey", "--help")).isEqualTo(Exit.SUCCEEDED);
    assertThat(printed(out)).startsWith("Usage: phaserollout obey").contains("Exit codes:");
  }

  @Test
  void a_line_without_a_verb_is_refused_with_the_verbs_that_there_are() {
    assertThat(call()).isEqualTo(Exit.USAGE);
    assertThat(printed(err))
        .isEqualTo(
            "phaserollout: expected a verb: one of obey\nTry 'phaserollout --help'.\n"
                .replace("\n", System.lineSeparator()));
    assertThat(printed(out)).isEmpty();
  }

  @Test
  void an_unknown_verb_is_refused_with_those_that_there_are_and_the_nearest() {
    assertThat(call("obye", "--times=3")).isEqualTo(Exit.USAGE);
    assertThat(printed(err))
        .startsWith("phaserollout: found 'obye', expected a verb: one of obey; did you mean obey?");
  }

  @Test
  void an_unknown_option_points_at_the_help_of_its_verb() {
    assertThat(call("obey", "--tims=3")).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("--tims=3").contains("Try 'phaserollout obey --help'.");
  }

  @Test
  void an_option_that_is_no_number_is_named_with_its_value() {
    assertThat(call("obey", "--times=often")).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("--times").contains("often");
  }

  @Test
  void a_verb_decides_how_the_program_ends() {
    errand = session -> Exit.WAITING;
    assertThat(call("obey")).isEqualTo(Exit.WAITING);
  }

  @Test
  void a_refusal_is_its_message_and_nothing_else() {
    errand =
        session -> {
          throw new Refusal(Exit.USAGE, "release.yaml: no such file; write its path");
        };
    assertThat(call("obey")).isEqualTo(Exit.USAGE);
    assertThat(printed(err).strip())
        .isEqualTo("phaserollout: release.yaml: no such file; write its path");
  }

  @Test
  void a_defect_is_one_line_and_a_file_with_the_trace_and_without_the_options() throws IOException {
    errand =
        session -> {
          throw new IllegalStateException("the plan has no phase\nand more");
        };
    assertThat(call("obey", "--times=31415926")).isEqualTo(Exit.FAILED);
    assertThat(printed(err).lines()).hasSize(1);
    Matcher line =
        Pattern.compile(
                "phaserollout: internal error (\\w+) \\(IllegalStateException: the plan has no"
                    + " phase\\): details are in (\\S+); .*")
            .matcher(printed(err).strip());
    assertThat(line.matches()).as(printed(err)).isTrue();
    assertThat(Files.readString(Path.of(line.group(2))))
        .contains("internal error " + line.group(1), "at 2026-05-04T03:00:00Z", "CliTest.java")
        .doesNotContain("31415926");
  }

  @Test
  void a_defect_whose_details_cannot_be_kept_is_still_one_line() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("phaserollout"), "in the way");
    errand =
        session -> {
          throw new StackOverflowError();
        };
    assertThat(call("obey")).isEqualTo(Exit.FAILED);
    assertThat(printed(err).lines()).hasSize(1);
    assertThat(printed(err)).contains("could not be kept").doesNotContain("\tat ");
  }

  @Test
  void the_exit_codes_are_the_ones_that_scripts_rely_on() {
    assertThat(Exit.values()).extracting(Exit::code).containsExactly(0, 1, 2, 3, 129, 130, 143);
  }

  @Test
  void a_word_too_many_is_named_with_what_there_may_be() {
    assertThat(run("run", "a.yaml", "b.yaml")).isEqualTo(Exit.USAGE);
    assertThat(printed(err))
        .startsWith(
            "phaserollout: found 'b.yaml', expected one FILE; call 'phaserollout run' once for"
                + " each\n");
  }

  @Test
  void a_parameter_that_is_given_twice_is_refused() throws IOException {
    String example = "../examples/quickstart/rollout.yaml";
    assertThat(run("run", example, "--param", "a=1", "--param", "a=2")).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("--param: found 'a' twice, expected each parameter once;");
  }

  @Test
  void a_version_that_the_schema_refuses_is_refused_in_its_words() {
    String example = "../examples/quickstart/rollout.yaml";
    assertThat(run("run", example, "--release", "a b")).isEqualTo(Exit.USAGE);
    assertThat(printed(err)).contains("spec.release.version: found 'a b', expected ");
  }

  @Test
  void words_that_would_drive_the_terminal_are_shown_escaped() {
    assertThat(call("obey", "--t\u001b[2J\u009b\u202e")).isEqualTo(Exit.USAGE);
    assertThat(call("\u001b[2J")).isEqualTo(Exit.USAGE);
    assertThat(run("run", "\u001b[2J.yaml")).isEqualTo(Exit.USAGE);
    assertThat(printed(err))
        .contains("\\x1b[2J\\x9b\\u202e", "found '\\x1b[2J'", "\\x1b[2J.yaml: found no such file")
        .doesNotContain("\u001b", "\u009b", "\u202e");
  }

  private Exit run(String... args) {
    return Cli.run(
        args,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of("XDG_STATE_HOME", home.toString()),
        Clock.systemUTC());
  }

  private Exit call(String... args) {
    Session session =
        new Session(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("XDG_STATE_HOME", home.toString()),
            Clock.fixed(Instant.parse("2026-05-04T03:00:00Z"), ZoneOffset.UTC));
    return Cli.run(List.of(new Obey(errand)), args, session);
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
