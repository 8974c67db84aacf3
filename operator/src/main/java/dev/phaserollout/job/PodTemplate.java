package dev.phaserollout.job;

import dev.phaserollout.engine.JobRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod template of an attempt: what is generated, the user's partial templates merged over it,
 * then what every container must have.
 *
 * <p>It satisfies the <em>restricted</em> Pod Security Standard unless the user says otherwise.
 */
final class PodTemplate {

  /** A folder that the container may write to, whatever its image and user. */
  static final String HOME = "/home/phaserollout";

  private static final String HOME_VOLUME = "phaserollout-home";

  private PodTemplate() {}

  static Map<String, Object> of(JobRequest request, PodSecurity security) {
    Map<String, Object> template = generated(request, security);
    for (Map<String, Object> partial : request.templates()) {
      template = StrategicMerge.merge(template, partial);
    }
    return finished(template, request);
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
        "metadata",
        Map.of("annotations", Map.of("kubectl.kubernetes.io/default-container", StepPod.STEP)),
        "spec",
        spec);
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
    Map<String, Object> metadata = fields(template.get("metadata"));
    Map<String, Object> labels = fields(metadata.get("labels"));
    labels.putAll(JobIdentity.labels(request.attempt(), request.rolloutName()));
    metadata.put("labels", labels);
    finished.put("metadata", metadata);
    Map<String, Object> spec = fields(template.get("spec"));
    spec.put("containers", containers(spec.get("containers"), request));
    if (spec.containsKey("initContainers")) {
      spec.put("initContainers", sidecarsFirst(containers(spec.get("initContainers"), request)));
    }
    finished.put("spec", spec);
    return finished;
  }

  private static List<Object> containers(@Nullable Object containers, JobRequest request) {
    List<Object> finished = new ArrayList<>();
    if (containers instanceof List<?> list) {
      list.forEach(container -> finished.add(container(fields(container), request)));
    }
    return finished;
  }

  private static Map<String, Object> container(Map<String, Object> own, JobRequest request) {
    Map<String, Object> container = new LinkedHashMap<>(own);
    Map<String, Object> common = new LinkedHashMap<>();
    common.put("env", StepContainer.environment(request));
    common.put("volumeMounts", List.of(Map.of("name", HOME_VOLUME, "mountPath", HOME)));
    common.put(
        "securityContext",
        Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
    common.forEach(
        (field, value) ->
            container.put(
                field,
                own.containsKey(field)
                    ? StrategicMerge.merge(Map.of(field, value), Map.of(field, own.get(field)))
                        .get(field)
                    : value));
    return container;
  }

  /** A native sidecar is there for all that comes after it. */
  private static List<Object> sidecarsFirst(List<Object> containers) {
    List<Object> ordered = new ArrayList<>();
    containers.stream().filter(PodTemplate::sidecar).forEach(ordered::add);
    containers.stream().filter(container -> !sidecar(container)).forEach(ordered::add);
    return ordered;
  }

  private static boolean sidecar(Object container) {
    return "Always".equals(fields(container).get("restartPolicy"));
  }

  private static Map<String, Object> fields(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
    return fields;
  }
}
