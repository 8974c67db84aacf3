package dev.phaserollout.cli;

import dev.phaserollout.engine.Forecast;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Rehearsal;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.LocalCommand;
import dev.phaserollout.local.LocalOverrides;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.local.LocalRuns;
import dev.phaserollout.local.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code phaserollout plan FILE}: what {@code run} would do from here, if all went well. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what running a rollout would do from where it stands on this host, if all went well:"
          + " what runs, is reused and is skipped, in which order, the Jobs, the gates with their"
          + " PromQL, and the longest time. Starts and writes nothing.",
      "A condition on outputs that are not there yet is taken as true, and told."
    })
final class PlanCommand implements Verb {

  /** How a plan is written. */
  enum Output {
    text,
    json
  }

  @Parameters(index = "0", paramLabel = "FILE", description = "the rollout, in YAML")
  private @Nullable Path file;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "a parameter's value, other than the file's; once for each")
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--release",
      paramLabel = "VERSION",
      description = "the version to deliver, other than the file's")
  private @Nullable String release;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where checkpoint and logs are kept (default: .phaserollout beside FILE)")
  private @Nullable Path state;

  @Option(
      names = "--rerun",
      description = "as run --rerun: after a run has ended, the next one, which reuses nothing")
  private boolean rerun;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "Form of the plan: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.text;

  @Override
  public Exit run(Session session) {
    try {
      return plan(Optional.ofNullable(file).orElseThrow(), session);
    } catch (LocalRefusal refused) {
      throw Refusal.of(refused);
    }
  }

  private Exit plan(Path source, Session session) {
    Rollout rollout =
        RolloutFile.read(source, LocalOverrides.parse(params, Optional.ofNullable(release)));
    String name = rollout.name();
    Forecast forecast =
        Rehearsal.of(
            LocalRuns.outset(
                state == null ? StateFolder.beside(source, name) : StateFolder.in(state, name),
                name,
                rollout.spec(),
                rerun ? LocalCommand.RERUN : LocalCommand.GO_ON,
                session.clock().instant()),
            new CelExpressions());
    if (output == Output.json) {
      PlanJson.write(name, forecast, session.out());
    } else {
      new PlanPicture(rollout, forecast).draw().forEach(line -> session.out().println(line.text()));
    }
    return fails(forecast) ? Exit.FAILED : Exit.SUCCEEDED;
  }

  /** Whether the plan itself is known to come to nothing. */
  private static boolean fails(Forecast forecast) {
    return forecast.runs().stream()
        .flatMap(
            run ->
                Stream.concat(
                    run.phases().stream().flatMap(phase -> phase.steps().stream()),
                    run.finallySteps().stream()))
        .anyMatch(step -> step.fate() == Fate.FAILS);
  }
}
