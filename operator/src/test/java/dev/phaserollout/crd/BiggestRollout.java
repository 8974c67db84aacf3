package dev.phaserollout.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * As many phases and steps as the schema lets in, with the longest names and what a real step has.
 */
final class BiggestRollout {

  static final int PHASES = 16;
  static final int STEPS = 25;
  private static final int NAME = 40;

  private BiggestRollout() {}

  static String json() {
    ObjectNode rollout = JsonNodeFactory.instance.objectNode();
    rollout.put("apiVersion", "phaserollout.dev/v1alpha1").put("kind", "PhaseRollout");
    rollout.putObject("metadata").put("name", "biggest");
    ObjectNode spec = rollout.putObject("spec");
    ArrayNode phases = spec.putArray("phases");
    for (int phase = 0; phase < PHASES; phase++) {
      ArrayNode steps = phases.addObject().put("name", name("phase-" + phase)).putArray("steps");
      for (int step = 0; step < STEPS; step++) {
        step(steps.addObject(), phase, step);
      }
    }
    ArrayNode last = spec.putArray("finally");
    for (int step = 0; step < STEPS; step++) {
      last.addObject().put("name", name("last-" + step)).putObject("run").put("image", "a");
    }
    return rollout.toString();
  }

  private static void step(ObjectNode step, int phase, int number) {
    step.put("name", stepName(phase, number)).put("if", "params.region == 'eu'");
    step.put("timeout", "10m").put("startTimeout", "5m");
    ObjectNode run = step.putObject("run").put("image", "ghcr.io/shop/migrate:v2.3.1");
    run.putArray("command").add("migrate").add("up");
    run.putArray("env").addObject().put("name", "MODE").put("value", "fast");
    step.putArray("outputs").addObject().put("name", "schemaVersion");
    ArrayNode before = step.putArray("dependsOn");
    for (int other = Math.max(0, number - 10); other < number; other++) {
      before.add(stepName(phase, other));
    }
    ObjectNode backoff = step.putObject("retry").put("limit", 2).putObject("backoff");
    backoff.put("duration", "10s").put("factor", 2).put("maxDuration", "2m");
    step.putObject("rollback").putObject("run").putArray("command").add("migrate").add("down");
    ObjectNode gate = step.putArray("gates").addObject().put("name", "coverage");
    gate.putObject("output").put("name", "schemaVersion");
    gate.put("successCondition", "result > 1").put("interval", "30s").put("duration", "10m");
  }

  private static String stepName(int phase, int step) {
    return name("step-" + phase + "-" + step);
  }

  private static String name(String start) {
    return start + "x".repeat(NAME - start.length());
  }
}
