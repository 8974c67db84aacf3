package dev.phaserollout.engine;

import dev.phaserollout.api.EnvVar;
import dev.phaserollout.api.Input;
import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Environment variables: well-named, set once, and none that the operator sets itself. */
final class SpecVariables {

  private static final Pattern WELL_NAMED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern OTHER = Pattern.compile("[^A-Z0-9]");
  private static final List<String> RESERVED = List.of("PHASEROLLOUT_", "PARAM_", "STANDARD_");

  private final List<Problem> problems = new ArrayList<>();

  private SpecVariables() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    SpecVariables variables = new SpecVariables();
    if (spec.stepDefaults() != null) {
      variables.env("spec.stepDefaults", spec.stepDefaults().env(), new LinkedHashSet<>());
    }
    graph.steps().forEach(variables::ofStep);
    SpecGateJobs.of(spec)
        .forEach(
            gate ->
                variables.env(
                    gate.field() + ".run", gate.job().run().env(), new LinkedHashSet<>()));
    return variables.problems.stream();
  }

  /** The variable that a parameter or standard of this name becomes. */
  static String named(String prefix, String name) {
    return prefix + OTHER.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
  }

  private void ofStep(SpecStep step) {
    Set<String> set = new LinkedHashSet<>();
    if (step.step().run() != null) {
      env(step.field() + ".run", step.step().run().env(), set);
    }
    List<Input> inputs = step.step().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      variable(step.field() + ".inputs[" + i + "].env", inputs.get(i).env(), set);
    }
  }

  private void env(String owner, List<EnvVar> env, Set<String> set) {
    for (int i = 0; i < env.size(); i++) {
      variable(owner + ".env[" + i + "].name", env.get(i).name(), set);
    }
  }

  private void variable(String field, String name, Set<String> set) {
    if (name.isEmpty()) {
      return;
    }
    if (!WELL_NAMED.matcher(name).matches()) {
      problems.add(
          Problem.of(
              field,
              name,
              "the name of an environment variable: letters, digits and underscores, with no digit"
                  + " first",
              "write a name such as SCHEMA_VERSION"));
    }
    RESERVED.stream()
        .filter(name::startsWith)
        .forEach(
            prefix ->
                problems.add(
                    Problem.of(
                        field,
                        name,
                        "a name that does not begin with " + prefix,
                        "take another name: these variables are set by the operator")));
    if (!set.add(name)) {
      problems.add(
          Problem.of(
              field,
              name,
              "each variable once in a step, inputs included",
              "rename one of the two"));
    }
  }
}
