package dev.phaserollout.engine;

import dev.phaserollout.api.Output;
import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names: well-formed, short enough for what is derived from them, and given once. */
final class SpecNames {

  private static final int LONGEST = 40;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final String UNIQUE_PHASES = "phase names that are unique in the rollout";
  private static final String UNIQUE_STEPS =
      "step names that are unique in the rollout, finally included";

  private final List<Problem> problems = new ArrayList<>();

  private SpecNames() {}

  static Stream<Problem> check(String rolloutName, PhaseRolloutSpec spec, SpecGraph graph) {
    SpecNames names = new SpecNames();
    names.label("metadata.name", rolloutName);
    names.phases(spec);
    names.steps(graph);
    names.parameters(spec);
    return names.problems.stream();
  }

  private void phases(PhaseRolloutSpec spec) {
    if (spec.phases().isEmpty()) {
      add("spec.phases", "", "at least one phase", "add a phase with the steps of the release");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      String name = spec.phases().get(p).name();
      String field = "spec.phases[" + p + "].name";
      label(field, name);
      if (name.equals(Plan.FINALLY)) {
        add(field, name, "a name other than that of the finally steps", "rename the phase");
      }
      if (!seen.add(name) && !name.isEmpty()) {
        add(field, name, UNIQUE_PHASES, "rename one of the phases");
      }
    }
  }

  private void steps(SpecGraph graph) {
    for (SpecStep step : graph.steps()) {
      String field = step.field() + ".name";
      label(field, step.name());
      Optional<SpecStep> first = graph.step(step.name());
      if (first.isPresent() && !first.get().equals(step)) {
        String mend = "rename one of the steps; the other one is " + first.get().field();
        add(field, step.name(), UNIQUE_STEPS, mend);
      }
      outputs(step);
    }
  }

  private void outputs(SpecStep step) {
    Set<String> seen = new LinkedHashSet<>();
    List<Output> outputs = step.step().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      String name = outputs.get(i).name();
      String field = step.field() + ".outputs[" + i + "].name";
      identifier(field, name, "schemaVersion");
      if (name.equals(Plan.FINALLY)) {
        add(field, name, "a name other than that of the finally steps", "rename the phase");
      }
      if (!seen.add(name) && !name.isEmpty()) {
        add(field, name, "output names that are unique in the step", "remove one of the two");
      }
    }
  }

  /**
   * Names that differ in the spec can still be the same variable: {@code api-url} and {@code
   * api_url}.
   */
  private void parameters(PhaseRolloutSpec spec) {
    Map<String, Parameter> byVariable = new LinkedHashMap<>();
    for (int i = 0; i < spec.parameters().size(); i++) {
      Parameter parameter = spec.parameters().get(i);
      String field = "spec.parameters[" + i + "].name";
      identifier(field, parameter.name(), "region");
      String variable = SpecVariables.named("PARAM_", parameter.name());
      Parameter first = byVariable.putIfAbsent(variable, parameter);
      if (first != null && !parameter.name().isEmpty()) {
        add(
            field,
            parameter.name(),
            "a name of its own for each parameter and its variable " + variable,
            first.name().equals(parameter.name())
                ? "remove one of the two"
                : "rename it: '" + first.name() + "' has the same variable");
      }
    }
  }

  private void label(String field, String name) {
    if (name.isEmpty()) {
      return;
    }
    if (name.length() > LONGEST) {
      add(
          field,
          name,
          "at most " + LONGEST + " characters",
          "take away " + (name.length() - LONGEST) + " of its " + name.length() + " characters");
    } else if (!LABEL.matcher(name).matches()) {
      add(
          field,
          name,
          "lower-case letters, digits and inner dashes",
          "write a name such as deploy-eu-1");
    }
  }

  private void identifier(String field, String name, String example) {
    if (!name.isEmpty() && !IDENTIFIER.matcher(name).matches()) {
      add(
          field,
          name,
          "letters, digits and underscores, with no digit first",
          "write a name such as " + example);
    }
  }

  private void add(String field, String value, String expected, String mend) {
    problems.add(Problem.of(field, value, expected, mend));
  }
}
