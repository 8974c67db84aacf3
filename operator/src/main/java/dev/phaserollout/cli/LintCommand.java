package dev.phaserollout.cli;

import dev.phaserollout.engine.SpecRules.Where;
import dev.phaserollout.lint.Finding;
import dev.phaserollout.lint.Linter;
import dev.phaserollout.lint.Linter.Report;
import dev.phaserollout.view.OneLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code phaserollout lint FILE…}: everything that is wrong with rollout files, without a cluster.
 */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Finds what is wrong with rollout files, without a cluster and all at once.",
      "Says what the API server and the operator would say, with file, line, column and field."
    })
final class LintCommand implements Verb {

  /** How findings are written. */
  enum Output {
    text,
    json
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML files, folders of them (*.yaml, *.yml), or - for standard input.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--local", description = "Lint for a local run: steps need no image.")
  private boolean local;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "Form of the findings: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.text;

  @Override
  public Exit run(Session session) {
    Linter linter = new Linter(local ? Where.LOCAL : Where.CLUSTER);
    LintTally tally = new LintTally();
    for (LintSource source : LintSource.of(names, session.in())) {
      tally.add(source.name(), () -> report(linter, source));
    }
    tally.close(names);
    if (output == Output.json) {
      LintJson.write(tally.findings(), session.out());
    } else {
      write(tally, session.out());
    }
    tally.throwDefect();
    return tally.findings().isEmpty() ? Exit.SUCCEEDED : Exit.USAGE;
  }

  private static Report report(Linter linter, LintSource source) {
    return source
        .text()
        .map(text -> linter.check(source.name(), text))
        .orElseGet(() -> new Report(List.of(source.unreadable()), List.of(), 0, 0));
  }

  private static void write(LintTally tally, PrintStream out) {
    tally.findings().stream().map(Finding::text).map(OneLine::exact).forEach(out::println);
    out.println(tally.summary());
  }
}
