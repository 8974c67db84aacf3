package dev.phaserollout.local;

import dev.phaserollout.api.EnvFrom;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.engine.JobRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables of a step's process: the host's, then what the step asks for, then what the
 * operator adds. Later ones win.
 */
final class ProcessEnvironment {

  private static final String RESERVED = "PHASEROLLOUT_";

  /** What Git sets for its hooks, from one of which a run may have been started. */
  private static final Set<String> OF_A_REPOSITORY =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX");

  private final Map<String, String> host;
  private final EnvFile standIns;

  ProcessEnvironment(Map<String, String> host, EnvFile standIns) {
    this.host = new TreeMap<>(host);
    // A rollout that is run by a step of another must not take the other's variables for its own.
    this.host.keySet().removeIf(name -> name.startsWith(RESERVED));
    this.standIns = standIns;
  }

  /** What a container on a cluster would see, which is what {@code $(NAME)} may refer to. */
  Map<String, String> ofContainer(JobRequest request, AttemptFolder folder) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvFrom source : request.container().envFrom()) {
      String prefix = source.prefix() == null ? "" : source.prefix();
      standIns.values().forEach((name, value) -> variables.put(prefix + name, value));
    }
    for (EnvVar variable : request.container().env()) {
      if (variable.value() != null) {
        variables.put(variable.name(), VariableReferences.expand(variable.value(), variables));
      } else if (standIns.values().containsKey(variable.name())) {
        variables.put(variable.name(), standIns.values().getOrDefault(variable.name(), ""));
      } else if (variable.valueFrom() == null) {
        variables.put(variable.name(), "");
      }
    }
    variables.putAll(request.environment());
    variables.put(AttemptFolder.OUTPUTS_VARIABLE, folder.outputs().toString());
    return variables;
  }

  /**
   * The whole environment of the process.
   *
   * @param clone whether it works in a clone, which Git is to find and no other repository
   */
  Map<String, String> ofProcess(Map<String, String> container, boolean clone) {
    Map<String, String> all = new TreeMap<>(host);
    if (clone) {
      all.keySet().removeAll(OF_A_REPOSITORY);
    }
    all.putAll(container);
    return all;
  }
}
