package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Forecast;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Rehearsal;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.LocalCommand;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.local.LocalRuns;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code phaserollout plan FILE|NAME}: what a run would do from here, if all went well. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what running a rollout would do from where it stands on this host or on a cluster, if"
          + " all went well: what runs, is reused and is skipped, in which order, the Jobs, the gates"
          + " with their PromQL, and the longest time. Starts and writes nothing.",
      "A word with a dot or a slash is a file of this host; any other is the name of a rollout on the"
          + " cluster. Where its last run has ended badly, it shows what 'retry' would do.",
      "A condition on outputs that are not there yet is taken as true, and told."
    })
final class PlanCommand implements Verb {

  /** How a plan is written. */
  enum Output {
    text,
    json
  }

  @Mixin private final RolloutWord word = new RolloutWord();

  @Mixin private final ValueOptions values = new ValueOptions();

  @Option(
      names = "--rerun",
      description = "after a run has ended, the next one, which reuses nothing")
  private boolean rerun;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "Form of the plan: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.text;

  @Override
  public Exit run(Session session) {
    if (word.meansFile(values.given())) {
      try {
        return plan(word.file(), session);
      } catch (LocalRefusal refused) {
        throw Refusal.of(refused);
      }
    }
    try (Cluster cluster = word.open(session)) {
      return plan(new ClusterSource(cluster, word.text()), session);
    }
  }

  private Exit plan(Path source, Session session) {
    Rollout rollout = RolloutFile.read(source, values.overrides(Optional.empty()));
    String name = rollout.name();
    Observation outset =
        LocalRuns.outset(
            word.state().folder(source, name),
            name,
            rollout.spec(),
            rerun ? LocalCommand.RERUN : LocalCommand.GO_ON,
            session.clock().instant());
    return show(rollout, outset, session);
  }

  private Exit plan(ClusterSource source, Session session) {
    PhaseRollout rollout = source.cluster().rollout(source.name());
    Observation outset = source.outset(rollout, rerun, session.clock().instant());
    if (output == Output.text) {
      ClusterSource.toAsk(rollout, rerun)
          .ifPresent(
              command ->
                  session
                      .out()
                      .println("after 'phaserollout " + command + " " + source.name() + "':"));
    }
    return show(new Rollout(source.name(), rollout.getSpec()), outset, session);
  }

  private Exit show(Rollout rollout, Observation outset, Session session) {
    Forecast forecast = Rehearsal.of(outset, new CelExpressions());
    if (output == Output.json) {
      PlanJson.write(rollout.name(), forecast, session.out());
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
