package dev.phaserollout.engine;

import dev.phaserollout.api.OnLost;
import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Reuse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words out of a fixed set. One that this version does not know was accepted by the CRD of a newer
 * one, and a run must not guess what it means.
 */
final class SpecWords {

  private SpecWords() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    List<Problem> problems = new ArrayList<>();
    unknown(
        spec.onSpecChange() == OnSpecChange.Unknown,
        "spec.onSpecChange",
        "FinishCurrent or Restart",
        problems);
    for (SpecStep step : graph.steps()) {
      unknown(
          step.step().onLost() == OnLost.Unknown,
          step.field() + ".onLost",
          "Ask, Retry or Fail",
          problems);
      unknown(
          step.step().reuse() == Reuse.Unknown,
          step.field() + ".reuse",
          "WhenUnchanged or Never",
          problems);
    }
    return problems.stream();
  }

  private static void unknown(
      boolean isUnknown, String field, String words, List<Problem> problems) {
    if (isUnknown) {
      problems.add(
          new Problem(
              field,
              "a word that this version does not know",
              words,
              "write one of these, or run this rollout with a newer version"));
    }
  }
}
