package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.crd.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class CliPageTest {

  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/reference/cli.md");

  private static final String HEAD =
      """
      # The command line

      What every verb says of itself, made by `CliPageTest`, which fails when the page is stale.

      `run`, `record` and `lint` work on files of your machine, without a cluster. `get`, `status`, `approve`, `reject`, `answer`, `retry`,
      `rerun`, `rollback`, `abort`, `suspend` and `resume` work on rollouts of a cluster, by name, with your rights there. `plan`,
      `logs` and `history` do both: a word with a dot or a slash is a file (`./checkout`), any other is a name, and one that could be either is
      refused. With the folder of `kubectl-phaserollout` on the `PATH`, each of them is also `kubectl phaserollout …`.

      """;

  @Test
  void the_page_is_what_the_verbs_say_of_themselves() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(block("phaserollout", help()));
    for (Verb verb : Cli.verbs()) {
      Command command = verb.getClass().getAnnotation(Command.class);
      if (!command.hidden()) {
        String help = help(command.name());
        assertThat(help).contains("Exit codes:");
        page.append(block(command.name(), help.substring(0, help.indexOf("Exit codes:"))));
      }
    }
    new GeneratedFile(PAGE, page.toString()).holds(getClass());
  }

  private static String block(String title, String help) {
    return "## " + title + "\n\n```\n" + help.strip() + "\n```\n\n";
  }

  private static String help(String... verb) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] words = verb.length == 0 ? new String[] {"--help"} : new String[] {verb[0], "--help"};
    Cli.run(words, InputStream.nullInputStream(), printed, printed, Map.of(), Clock.systemUTC());
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
