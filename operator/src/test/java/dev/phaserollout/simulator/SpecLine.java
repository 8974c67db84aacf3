package dev.phaserollout.simulator;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepRollback;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A spec on one line, for traces: what it would take to write the scenario down by hand. */
final class SpecLine {

  private SpecLine() {}

  static String of(PhaseRolloutSpec spec) {
    StringJoiner line = new StringJoiner("; ");
    line.add(spec.release() == null ? "no release" : spec.release().version());
    add(line, "timeout", spec.timeout());
    add(line, "suspend", spec.suspend());
    add(line, "", spec.description());
    spec.parameters().forEach(one -> line.add(one.name() + "=" + one.value()));
    add(line, "defaults", spec.stepDefaults());
    add(line, "", spec.workspace() == null ? null : "workspace");
    add(line, "", spec.completion());
    for (Phase phase : spec.phases()) {
      StringJoiner head = new StringJoiner(" ");
      head.add(phase.name());
      add(head, "if", phase.condition());
      add(head, "timeout", phase.timeout());
      add(head, "maxParallel", phase.maxParallel());
      add(head, "", phase.approval());
      gates(head, "entered by", phase.entryGates());
      gates(head, "guarded by", phase.guardrails());
      gates(head, "judged by", phase.gates());
      line.add(head + " " + steps(phase.steps()));
    }
    line.add("finally " + steps(spec.finallySteps()));
    add(line, "", spec.rollback());
    line.add(spec.onSpecChange() + ", history " + spec.historyLimit());
    return line.toString();
  }

  private static List<String> steps(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      StringJoiner line = new StringJoiner(" ");
      line.add(step.name());
      add(line, "if", step.condition());
      add(line, "after", step.dependsOn());
      add(line, "wait", step.pause() == null ? null : step.pause().duration());
      add(line, "run", step.run() == null ? null : step.run().command().get(0));
      add(line, "", step.manual() == null ? null : "manual");
      add(line, "takes", step.inputs().isEmpty() ? null : step.inputs().get(0).from().step());
      add(line, "makes", step.outputs().isEmpty() ? null : step.outputs().get(0).name());
      add(line, "timeout", step.timeout());
      add(line, "startTimeout", step.startTimeout());
      add(line, "", step.retry());
      add(line, "disruptions", step.disruptionLimit());
      add(line, "onLost", step.onLost());
      add(line, "reuse", step.reuse());
      add(line, "continueOnError", step.continueOnError());
      add(line, "", step.commit() == null ? null : "commits");
      add(line, "", step.deliverables().isEmpty() ? null : "delivers");
      gates(line, "judged by", step.gates());
      add(line, "undo", step.rollback() == null ? null : undo(step.rollback()));
      lines.add(line.toString());
    }
    return lines;
  }

  private static void gates(StringJoiner line, String word, List<Gate> gates) {
    gates.forEach(gate -> add(line, word, gate));
  }

  private static String undo(StepRollback rollback) {
    StringJoiner line = new StringJoiner(" ", "(", ")");
    add(line, "timeout", rollback.timeout());
    add(line, "", rollback.retry());
    return line.toString();
  }

  private static void add(StringJoiner line, String word, @Nullable Object value) {
    if (value != null) {
      line.add(word.isEmpty() ? value.toString() : word + " " + value);
    }
  }
}
