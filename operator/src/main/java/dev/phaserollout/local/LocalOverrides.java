package dev.phaserollout.local;

import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.api.Parameter;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Release;
import dev.phaserollout.api.Workspace;
import dev.phaserollout.engine.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says otherwise than the file.
 *
 * @param parameters values by name of parameter
 * @param release the version to deliver, where it is another one
 * @param gitUrl where the workspace is, where it is elsewhere; the guard expects that remote then
 */
public record LocalOverrides(
    Map<String, String> parameters, Optional<String> release, Optional<String> gitUrl) {

  public LocalOverrides {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The same where the workspace stays where the file says. */
  public static LocalOverrides parse(List<String> words, Optional<String> release) {
    return parse(words, release, Optional.empty());
  }

  /**
   * Reads the words of {@code --param}; the others are taken as they are.
   *
   * @throws LocalRefusal naming every word that is not {@code name=value}, or gives a value again
   */
  public static LocalOverrides parse(
      List<String> words, Optional<String> release, Optional<String> gitUrl) {
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
    return new LocalOverrides(parameters, release, gitUrl);
  }

  /**
   * The spec with these values.
   *
   * @throws LocalRefusal naming every parameter that the spec does not have, and {@code --git-url}
   *     where it has no workspace
   */
  public PhaseRolloutSpec over(PhaseRolloutSpec spec) {
    List<String> known = spec.parameters().stream().map(Parameter::name).toList();
    List<Problem> unknown = new ArrayList<>();
    parameters.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> unknown.add(unknown(name, known)));
    if (gitUrl.isPresent() && spec.workspace() == null) {
      unknown.add(WorkspaceRules.withoutWorkspace("--git-url", gitUrl.get()));
    }
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
        workspace(spec.workspace()),
        spec.standards(),
        spec.stepDefaults(),
        spec.phases(),
        spec.finallySteps(),
        spec.rollback(),
        spec.completion(),
        spec.onSpecChange(),
        spec.historyLimit());
  }

  private @Nullable Workspace workspace(@Nullable Workspace written) {
    if (written == null || gitUrl.isEmpty()) {
      return written;
    }
    GitWorkspace git = written.git();
    String url = gitUrl.get();
    return new Workspace(
        new GitWorkspace(
            url,
            git.branch(),
            git.expectedRemote() == null ? null : url,
            git.credentialsSecretRef(),
            git.author(),
            git.signing()));
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
