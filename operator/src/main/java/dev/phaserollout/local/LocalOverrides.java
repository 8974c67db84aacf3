package dev.phaserollout.local;

import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Release;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the command line says otherwise than the file.
 *
 * @param parameters values by name of parameter
 * @param release the version to deliver, where it is another one
 */
public record LocalOverrides(Map<String, String> parameters, Optional<String> release) {

  public LocalOverrides {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads the words of {@code --param}.
   *
   * @throws LocalRefusal naming every word that is not {@code name=value}, or gives a value again
   */
  public static LocalOverrides parse(List<String> words, Optional<String> release) {
    Map<String, String> parameters = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = word.substring(0, Math.max(0, equals));
      if (parameters.containsKey(name)) {
        problems.add(
            new Problem(
                "--param",
                "'" + name + "' twice",
                "each parameter once",
                "take away the one that is not meant"));
      } else if (equals > 0) {
        parameters.put(name, word.substring(equals + 1));
      } else {
        problems.add(Problem.of("--param", word, "name=value", "write it as --param name=value"));
      }
    }
    if (release.filter(String::isBlank).isPresent()) {
      problems.add(
          Problem.of(
              "--release", "", "a version", "write it as --release v1.2.3, or leave it out"));
    }
    if (!problems.isEmpty()) {
      throw new LocalRefusal(problems);
    }
    return new LocalOverrides(parameters, release);
  }

  /**
   * The spec with these values.
   *
   * @throws LocalRefusal naming every parameter that the spec does not have
   */
  public PhaseRolloutSpec over(PhaseRolloutSpec spec) {
    List<String> known = spec.parameters().stream().map(Parameter::name).toList();
    List<Problem> unknown =
        parameters.keySet().stream()
            .filter(name -> !known.contains(name))
            .map(name -> unknown(name, known))
            .toList();
    if (!unknown.isEmpty()) {
      throw new LocalRefusal(unknown);
    }
    List<Parameter> values =
        spec.parameters().stream()
            .map(p -> new Parameter(p.name(), parameters.getOrDefault(p.name(), p.value())))
            .collect(Collectors.toList());
    return new PhaseRolloutSpec(
        spec.description(),
        release.map(Release::new).orElse(spec.release()),
        values,
        spec.suspend(),
        spec.timeout(),
        spec.dependsOn(),
        spec.concurrencyGroup(),
        spec.windows(),
        spec.workspace(),
        spec.standards(),
        spec.stepDefaults(),
        spec.phases(),
        spec.finallySteps(),
        spec.rollback(),
        spec.completion(),
        spec.onSpecChange(),
        spec.historyLimit());
  }

  private static Problem unknown(String name, List<String> known) {
    return Problem.of(
        "--param",
        name,
        known.isEmpty()
            ? "no --param, for the rollout has no parameters"
            : "one of the rollout's parameters: " + String.join(", ", known),
        "mend the name, or add the parameter to spec.parameters");
  }
}
