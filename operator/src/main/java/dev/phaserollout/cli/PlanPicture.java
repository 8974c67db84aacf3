package dev.phaserollout.cli;

import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Forecast;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Forecast.GateWatched;
import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.gate.GateQuery;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan for people: a run as a tree of phases, steps and gates, in the order of the file. */
final class PlanPicture {

  private final PhaseRolloutSpec spec;
  private final String name;
  private final Forecast forecast;
  private final Map<String, Step> written;
  private final int nameColumns;
  private final List<Line> lines = new ArrayList<>();

  PlanPicture(Rollout rollout, Forecast forecast) {
    this.spec = rollout.spec();
    this.name = rollout.name();
    this.forecast = forecast;
    this.written =
        Stream.concat(
                spec.phases().stream().flatMap(phase -> phase.steps().stream()),
                spec.finallySteps().stream())
            .collect(Collectors.toMap(Step::name, Function.identity(), (one, other) -> one));
    this.nameColumns = written.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** The lines, without colours. */
  List<Line> draw() {
    if (forecast.runs().isEmpty()) {
      String why = forecast.message().isEmpty() ? "" : ": " + forecast.message();
      add("nothing of " + name + " would run" + why);
    }
    if (Boolean.TRUE.equals(spec.suspend())) {
      add("spec.suspend is true: nothing starts until it is false");
    }
    spec.dependsOn().forEach(other -> add("begins after " + other.name() + " has succeeded"));
    Optional.ofNullable(spec.concurrencyGroup())
        .ifPresent(group -> add("begins when it is its turn in group " + group));
    forecast.runs().forEach(this::draw);
    return lines;
  }

  private void draw(Forecast.Run run) {
    String release = run.release().isEmpty() ? "" : " of release " + run.release();
    lines.add(Line.of(Tone.TITLE, name).and(Tone.PLAIN, ": run " + run.number() + release));
    run.phases().forEach(this::draw);
    Optional.ofNullable(spec.completion()).map(Completion::tag).ifPresent(tag -> add("tag " + tag));
    if (!run.undone().isEmpty()) {
      add("undone, in this order: " + String.join(", ", run.undone()));
    }
    if (!run.finallySteps().isEmpty()) {
      add("finally");
      run.finallySteps().forEach(this::draw);
    }
    if (!run.message().isEmpty()) {
      String result = run.result().isEmpty() ? "it would wait" : "it would end as " + run.result();
      add(result + ": " + run.message());
    }
    add(
        "run "
            + run.number()
            + " takes at most "
            + TimeSpan.text(run.longest())
            + ", beside people, lost attempts, closed windows and measurements that cannot be taken");
  }

  private void draw(Forecast.Phase phase) {
    add("phase " + phase.name() + ofPhase(phase));
    if (phase.approvals() > 0) {
      add("  approval by " + (phase.approvals() == 1 ? "1 person" : phase.approvals() + " people"));
    }
    gates(phase, GateWords::before);
    phase.steps().forEach(this::draw);
    gates(phase, gate -> !GateWords.before(gate));
  }

  private void gates(Forecast.Phase phase, Predicate<GateWatched> which) {
    phase.gates().stream().filter(which).forEach(gate -> draw(gate, phase.fate()));
  }

  private static String ofPhase(Forecast.Phase phase) {
    return switch (phase.fate()) {
      case DONE -> ": done";
      case REUSED -> ": stands as it was accepted";
      case SKIPPED -> skipped(phase.condition());
      case NOT_REACHED -> ": not reached";
      case RUNS, FAILS ->
          phase.condition().map(condition -> " if " + condition).orElse("")
              + ", at most "
              + TimeSpan.text(phase.longest());
    };
  }

  private static String skipped(Optional<String> condition) {
    return ": skipped" + condition.map(text -> ", for this is false: " + text).orElse("");
  }

  private void draw(Forecast.Step step) {
    String turn = step.turn() == 0 ? "" : Integer.toString(step.turn());
    add("  " + padded(turn, 3) + padded(step.name(), nameColumns) + ofStep(step));
  }

  private String ofStep(Forecast.Step step) {
    return switch (step.fate()) {
      case DONE -> "  done";
      case REUSED -> "  reused from run " + step.reusedFromRun().map(String::valueOf).orElse("?");
      case SKIPPED -> skipped(step.condition()).replaceFirst(": ", "  ");
      case NOT_REACHED -> "  not reached";
      case FAILS -> "  fails: " + step.message();
      case RUNS -> runs(step);
    };
  }

  private String runs(Forecast.Step step) {
    String when = step.condition().map(condition -> " if " + condition).orElse("");
    Optional<Step> known = Optional.ofNullable(written.get(step.name()));
    if (step.job().isEmpty()) {
      boolean manual = known.filter(of -> of.manual() != null).isPresent();
      return (manual ? "  a person does it" : "  waits " + TimeSpan.text(step.longest())) + when;
    }
    String attempts = step.attempts() == 1 ? "" : ", up to " + step.attempts() + " Jobs";
    boolean commits = known.filter(of -> of.commit() != null).isPresent();
    return "  runs"
        + when
        + ": "
        + command(step.job().get())
        + (commits ? ", then its commit" : "")
        + " (at most "
        + TimeSpan.text(step.longest())
        + attempts
        + ")";
  }

  private static String command(Container container) {
    String words =
        Stream.concat(container.command().stream(), container.args().stream())
            .map(ShellWord::quoted)
            .collect(Collectors.joining(" "));
    String image = container.image() == null ? "" : container.image();
    return Stream.of(image, words).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
  }

  private void draw(GateWatched watched, Fate phase) {
    boolean over = !watched.measured();
    add(
        "  "
            + GateWords.place(watched)
            + "  "
            + (over
                ? notMeasured(phase)
                : GateWords.source(watched.gate()) + ", " + GateWords.pace(watched)));
    if (!over) {
      GateQuery.of(watched.gate(), Optional.empty()).ifPresent(this::query);
    }
  }

  private static String notMeasured(Fate phase) {
    return phase == Fate.REUSED ? "not measured again" : "not measured";
  }

  /** One window a line: PromQL takes blanks wherever it likes. */
  private void query(String promql) {
    promql
        .replace(" or label_replace(", "\n  or label_replace(")
        .lines()
        .forEach(line -> add("      " + line));
  }

  private void add(String text) {
    lines.add(Line.of(Tone.PLAIN, text));
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }
}
