package dev.phaserollout.cli;

import dev.phaserollout.engine.Forecast;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Rehearsal;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.LocalCommand;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.local.LocalRuns;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ValueOptions values = new ValueOptions();

  @Mixin private final StateOption state = new StateOption();

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
    Rollout rollout = RolloutFile.read(source, values.overrides(Optional.empty()));
    String name = rollout.name();
    Forecast forecast =
        Rehearsal.of(
            LocalRuns.outset(
                state.folder(source, name),
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
