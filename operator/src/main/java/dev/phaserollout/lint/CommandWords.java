package dev.phaserollout.lint;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.JobSource;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that the schema lets pass and that no kernel could start. */
final class CommandWords {

  private final List<Problem> problems = new ArrayList<>();

  private CommandWords() {}

  static List<Problem> check(PhaseRolloutSpec spec) {
    CommandWords words = new CommandWords();
    for (int i = 0; i < spec.phases().size(); i++) {
      Phase phase = spec.phases().get(i);
      String at = "spec.phases[" + i + "].";
      words.steps(phase.steps(), at + "steps");
      words.gates(phase.entryGates(), at + "entryGates");
      words.gates(phase.guardrails(), at + "guardrails");
      words.gates(phase.gates(), at + "gates");
    }
    words.steps(spec.finallySteps(), "spec.finally");
    return words.problems;
  }

  private void steps(List<Step> steps, String field) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String at = field + "[" + i + "]";
      container(step.run(), at + ".run");
      if (step.rollback() != null) {
        container(step.rollback().run(), at + ".rollback.run");
      }
      gates(step.gates(), at + ".gates");
    }
  }

  private void gates(List<Gate> gates, String field) {
    for (int g = 0; g < gates.size(); g++) {
      JobSource job = gates.get(g).job();
      if (job != null) {
        container(job.run(), field + "[" + g + "].job.run");
      }
    }
  }

  private void container(@Nullable Container container, String field) {
    if (container == null) {
      return;
    }
    if (!container.command().isEmpty() && container.command().get(0).isEmpty()) {
      problems.add(
          new Problem(
              field + ".command[0]",
              "nothing",
              "the program to start",
              "write its name or path, or take the command away"));
    }
    words(container.command(), field + ".command");
    words(container.args(), field + ".args");
    for (int i = 0; i < container.env().size(); i++) {
      String value = container.env().get(i).value();
      word(value == null ? "" : value, field + ".env[" + i + "].value");
    }
  }

  private void words(List<String> words, String field) {
    for (int i = 0; i < words.size(); i++) {
      word(words.get(i), field + "[" + i + "]");
    }
  }

  /** A word ends at its first NUL for every program that it is given to. */
  private void word(String word, String field) {
    if (word.indexOf('\0') >= 0) {
      problems.add(
          new Problem(
              field,
              "a NUL character",
              "a text without any",
              "take it out; no program can be given one"));
    }
  }
}
