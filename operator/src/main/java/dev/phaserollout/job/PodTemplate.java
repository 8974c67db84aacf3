package dev.phaserollout.job;

import dev.phaserollout.engine.JobRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pod template of an attempt: what is generated, the user's partial templates merged over it,
 * then what every container must have, then the agent ({@link AgentPod}).
 *
 * <p>It satisfies the <em>restricted</em> Pod Security Standard unless the user says otherwise.
 */
final class PodTemplate {

  /** A folder that the container may write to, whatever its image and user. */
  static final String HOME = "/home/phaserollout";

  /** An annotation: whose log {@code kubectl logs} shows where nobody says which. */
  static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private static final String HOME_VOLUME = "phaserollout-home";

  private PodTemplate() {}

  static Map<String, Object> of(JobRequest request, PodSecurity security, AgentImage agent) {
    return AgentPod.of(users(request, security), request.errands(), agent);
  }

  /** What of it is not the agent's. */
  static Map<String, Object> users(JobRequest request, PodSecurity security) {
    Map<String, Object> template = generated(request, security);
    for (Map<String, Object> partial : request.templates()) {
      template = StrategicMerge.merge(template, partial);
    }
    return finished(template, request);
  }

  /** The labels or annotations of a template that are texts, as they have to be. */
  static Map<String, String> texts(Map<String, Object> template, String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    StrategicMerge.object(StrategicMerge.object(template.get("metadata")).get(field))
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                texts.put(name, text);
              }
            });
    return texts;
  }

  private static Map<String, Object> generated(JobRequest request, PodSecurity security) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("restartPolicy", "Never");
    spec.put("enableServiceLinks", false);
    String account = request.container().serviceAccountName();
    spec.put("automountServiceAccountToken", account != null);
    if (account != null) {
      spec.put("serviceAccountName", account);
    }
    spec.put("securityContext", securityContext(request, security));
    spec.put("containers", List.of(StepContainer.of(request)));
    spec.put("volumes", List.of(Map.of("name", HOME_VOLUME, "emptyDir", Map.of())));
    return Map.of(
        "metadata", Map.of("annotations", Map.of(DEFAULT_CONTAINER, StepPod.STEP)), "spec", spec);
  }

  private static Map<String, Object> securityContext(JobRequest request, PodSecurity security) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("runAsNonRoot", true);
    context.put("seccompProfile", Map.of("type", "RuntimeDefault"));
    context.putAll(security.context());
    return StrategicMerge.merge(context, request.podSecurityContext());
  }

  private static Map<String, Object> finished(Map<String, Object> template, JobRequest request) {
    Map<String, Object> finished = new LinkedHashMap<>(template);
    Map<String, String> labels = JobIdentity.labels(request.attempt(), request.rolloutName());
    finished.compute(
        "metadata",
        (name, own) ->
            changed(
                own,
                metadata ->
                    metadata.compute(
                        "labels", (field, theirs) -> changed(theirs, all -> all.putAll(labels)))));
    finished.computeIfPresent(
        "spec", (name, own) -> changed(own, spec -> finishContainers(spec, request)));
    return finished;
  }

  private static void finishContainers(Map<String, Object> spec, JobRequest request) {
    spec.computeIfPresent("containers", (name, own) -> containers(own, request));
    spec.computeIfPresent("initContainers", (name, own) -> sidecarsFirst(containers(own, request)));
  }

  private static Object containers(Object own, JobRequest request) {
    return own instanceof List<?> list
        ? list.stream()
            .map(container -> changed(container, fields -> finishContainer(fields, request)))
            .toList()
        : own;
  }

  private static void finishContainer(Map<String, Object> container, JobRequest request) {
    container.put("env", StepContainer.environment(request, container.get("env")));
    Map<String, Object> common = new LinkedHashMap<>();
    common.put("volumeMounts", List.of(Map.of("name", HOME_VOLUME, "mountPath", HOME)));
    common.put(
        "securityContext",
        Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
    Map<String, Object> own = new LinkedHashMap<>(container);
    own.keySet().retainAll(common.keySet());
    container.putAll(StrategicMerge.merge(common, own));
  }

  /** A native sidecar is there for all that comes after it. */
  private static Object sidecarsFirst(Object containers) {
    return containers instanceof List<?> list
        ? Stream.concat(
                list.stream().filter(PodTemplate::sidecar),
                list.stream().filter(container -> !sidecar(container)))
            .toList()
        : containers;
  }

  private static boolean sidecar(@Nullable Object container) {
    return container instanceof Map<?, ?> fields && "Always".equals(fields.get("restartPolicy"));
  }

  /** An object with the change. What is no object stays as it is, for the API server to refuse. */
  private static @Nullable Object changed(
      @Nullable Object value, Consumer<Map<String, Object>> change) {
    if (value != null && !(value instanceof Map<?, ?>)) {
      return value;
    }
    Map<String, Object> fields = StrategicMerge.object(value);
    change.accept(fields);
    return fields;
  }
}
