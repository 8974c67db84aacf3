package dev.phaserollout.job;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.EnvFrom;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.api.EnvVarSource;
import dev.phaserollout.api.KeyRef;
import dev.phaserollout.api.ObjectRef;
import dev.phaserollout.engine.JobRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The container of a step, as fields of a pod's container. */
final class StepContainer {

  /** Where the kubelet looks for the outputs, and what {@link #OUTPUTS} names. */
  static final String OUTPUTS_PATH = "/dev/termination-log";

  static final String OUTPUTS = "PHASEROLLOUT_OUTPUTS";

  /** Never pulled: it stands in Jobs that are created suspended and never start. */
  private static final String NO_IMAGE = "phaserollout.invalid/never-started";

  private static final String HOME = "HOME";

  private StepContainer() {}

  static Map<String, Object> of(JobRequest request) {
    Container container = request.container();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", StepPod.STEP);
    fields.put("image", container.image() == null ? NO_IMAGE : container.image());
    put(fields, "command", container.command());
    put(fields, "args", container.args());
    if (container.workingDir() != null) {
      fields.put("workingDir", container.workingDir());
    }
    put(fields, "env", env(container.env()));
    put(fields, "envFrom", container.envFrom().stream().map(StepContainer::envFrom).toList());
    if (container.resources() != null) {
      Map<String, Object> resources = new LinkedHashMap<>();
      put(resources, "requests", container.resources().requests());
      put(resources, "limits", container.resources().limits());
      fields.put("resources", resources);
    }
    fields.put("terminationMessagePath", OUTPUTS_PATH);
    return fields;
  }

  /**
   * The environment of a container, sidecars included: what the operator says, then what is the
   * container's own. The operator's variables cannot be set otherwise; {@code HOME} can.
   *
   * @param own what the container has by itself; returned as it is when it is no list
   */
  static Object environment(JobRequest request, @Nullable Object own) {
    if (own != null && !(own instanceof List<?>)) {
      return own;
    }
    List<?> theirs = own instanceof List<?> list ? list : List.of();
    Map<String, String> operators = new LinkedHashMap<>(request.environment());
    operators.put(OUTPUTS, OUTPUTS_PATH);
    List<Object> env = new ArrayList<>();
    operators.forEach((name, value) -> env.add(literal(name, value)));
    if (theirs.stream().noneMatch(variable -> HOME.equals(nameOf(variable)))) {
      env.add(literal(HOME, PodTemplate.HOME));
    }
    theirs.stream().filter(variable -> !operators.containsKey(nameOf(variable))).forEach(env::add);
    return env;
  }

  private static String nameOf(@Nullable Object variable) {
    return variable instanceof Map<?, ?> fields ? String.valueOf(fields.get("name")) : "";
  }

  private static List<Object> env(List<EnvVar> variables) {
    List<Object> env = new ArrayList<>();
    for (EnvVar variable : variables) {
      EnvVarSource from = variable.valueFrom();
      env.add(
          from == null
              ? literal(variable.name(), variable.value() == null ? "" : variable.value())
              : Map.of("name", variable.name(), "valueFrom", source(from)));
    }
    return env;
  }

  /**
   * A value that reaches the container as it stands: the kubelet replaces {@code $(NAME)} in values
   * and reads {@code $$} as one dollar sign.
   */
  static Map<String, Object> literal(String name, String value) {
    return Map.of("name", name, "value", value.replace("$", "$$"));
  }

  private static Map<String, Object> source(EnvVarSource from) {
    Map<String, Object> source = new LinkedHashMap<>();
    putKey(source, "secretKeyRef", from.secretKeyRef());
    putKey(source, "configMapKeyRef", from.configMapKeyRef());
    return source;
  }

  private static void putKey(Map<String, Object> source, String field, @Nullable KeyRef ref) {
    if (ref != null) {
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("name", ref.name());
      key.put("key", ref.key());
      if (ref.optional() != null) {
        key.put("optional", ref.optional());
      }
      source.put(field, key);
    }
  }

  private static Map<String, Object> envFrom(EnvFrom from) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (from.prefix() != null) {
      fields.put("prefix", from.prefix());
    }
    putObject(fields, "secretRef", from.secretRef());
    putObject(fields, "configMapRef", from.configMapRef());
    return fields;
  }

  private static void putObject(
      Map<String, Object> fields, String field, @Nullable ObjectRef object) {
    if (object != null) {
      Map<String, Object> ref = new LinkedHashMap<>();
      ref.put("name", object.name());
      if (object.optional() != null) {
        ref.put("optional", object.optional());
      }
      fields.put(field, ref);
    }
  }

  private static void put(Map<String, Object> fields, String name, List<?> values) {
    if (!values.isEmpty()) {
      fields.put(name, values);
    }
  }

  private static void put(Map<String, Object> fields, String name, Map<String, ?> values) {
    if (!values.isEmpty()) {
      fields.put(name, values);
    }
  }
}
