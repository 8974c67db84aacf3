package dev.phaserollout.job;

import dev.phaserollout.engine.JobErrands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent into the pod of an attempt. It comes last, over all that users can say in a
 * template: they write as if the step stood in {@code containers}, and nothing that they write
 * reaches a container of the agent.
 *
 * <p>{@code checkout} is the first of all containers, before the sidecars of the user, so that
 * nothing of a user runs while files are written. Where something follows the step, its container
 * becomes the last init container: the kubelet runs these in turn, and starts {@code finish} only
 * when the step has ended well, so that nothing has to wait beside it.
 */
final class AgentPod {

  /**
   * An annotation of pods that names the containers of the agent, with commas between; the operator
   * believes no other container that it speaks for the agent.
   */
  static final String AGENTS = "phaserollout.dev/agent";

  private static final String INIT = "initContainers";
  private static final String MAIN = "containers";

  private AgentPod() {}

  /**
   * The template with the agent in it.
   *
   * @param users the pod as it would be without
   */
  static Map<String, Object> of(
      Map<String, Object> users, Optional<JobErrands> errands, AgentImage image) {
    if (isMalformed(users)) {
      return users;
    }
    Map<String, Object> template = withAnnotation(users, agents(errands));
    Map<String, Object> spec = StrategicMerge.object(template.get("spec"));
    errands.ifPresent(
        some -> {
          if (some instanceof JobErrands.Around around) {
            around(spec, around, image);
          } else {
            alone(spec, (JobErrands.Alone) some, image);
          }
          template.put("spec", spec);
        });
    return template;
  }

  /** The names of the agent's containers, in the order in which they run. */
  static List<String> agents(Optional<JobErrands> errands) {
    if (errands.isEmpty()) {
      return List.of();
    }
    if (errands.get() instanceof JobErrands.Around around) {
      return around.after().isPresent()
          ? List.of(AgentContainer.CHECKOUT, AgentContainer.FINISH)
          : List.of(AgentContainer.CHECKOUT);
    }
    return List.of(AgentContainer.GIT);
  }

  private static Map<String, Object> withAnnotation(
      Map<String, Object> users, List<String> agents) {
    Map<String, Object> template = new LinkedHashMap<>(users);
    Map<String, Object> metadata = StrategicMerge.object(template.get("metadata"));
    Map<String, Object> annotations = StrategicMerge.object(metadata.get("annotations"));
    if (agents.isEmpty() && !annotations.containsKey(AGENTS)) {
      return template;
    }
    annotations.remove(AGENTS);
    if (!agents.isEmpty()) {
      annotations.put(AGENTS, String.join(",", agents));
    }
    if (agents.contains(AgentContainer.GIT)) {
      annotations.put(PodTemplate.DEFAULT_CONTAINER, AgentContainer.GIT);
    }
    metadata.put("annotations", annotations);
    template.put("metadata", metadata);
    return template;
  }

  /** The API server refuses such a pod, in its own words; nothing is added to it. */
  private static boolean isMalformed(Map<String, Object> template) {
    return !isMap(template.get("metadata"))
        || !isMap(template.get("spec"))
        || !isMap(StrategicMerge.object(template.get("metadata")).get("annotations"))
        || Stream.of(INIT, MAIN, "volumes")
            .map(StrategicMerge.object(template.get("spec"))::get)
            .anyMatch(list -> list != null && !(list instanceof List<?>));
  }

  private static boolean isMap(@Nullable Object value) {
    return value == null || value instanceof Map<?, ?>;
  }

  private static void around(Map<String, Object> spec, JobErrands.Around around, AgentImage image) {
    List<Object> inits = new ArrayList<>();
    inits.add(AgentContainer.of(AgentContainer.CHECKOUT, around.before(), image));
    list(spec.get(INIT)).stream().map(AgentPod::workingInTree).forEach(inits::add);
    List<Object> mains =
        new ArrayList<>(list(spec.get(MAIN)).stream().map(AgentPod::workingInTree).toList());
    around
        .after()
        .ifPresent(
            after -> {
              mains.stream().filter(AgentPod::isStep).forEach(inits::add);
              mains.removeIf(AgentPod::isStep);
              mains.add(AgentContainer.of(AgentContainer.FINISH, after, image));
            });
    List<Object> volumes = new ArrayList<>(list(spec.get("volumes")));
    if (volumes.stream().noneMatch(named(AgentVolumes.TREE_VOLUME))) {
      volumes.add(AgentVolumes.tree());
    }
    volumes.addAll(AgentVolumes.own(around.before().workspace(), around.after().isPresent()));
    spec.put(INIT, inits);
    spec.put(MAIN, mains);
    spec.put("volumes", volumes);
  }

  /** Where it runs is the user's to say, what runs is not: there is no step in it. */
  private static void alone(Map<String, Object> spec, JobErrands.Alone alone, AgentImage image) {
    spec.remove(INIT);
    spec.put("automountServiceAccountToken", false);
    spec.put(MAIN, List.of(AgentContainer.of(AgentContainer.GIT, alone.errand(), image)));
    spec.put(
        "volumes",
        AgentVolumes.own(alone.errand().workspace(), AgentContainer.signs(alone.errand())));
  }

  /** The step has the working tree, and starts in it unless it says otherwise. */
  private static @Nullable Object workingInTree(@Nullable Object container) {
    if (!isStep(container)) {
      return container;
    }
    Map<String, Object> step = StrategicMerge.object(container);
    Object folder = step.get("workingDir");
    if (folder == null) {
      step.put("workingDir", AgentVolumes.TREE);
    } else if (folder instanceof String text && !text.startsWith("/")) {
      step.put("workingDir", AgentVolumes.TREE + "/" + text);
    }
    Map<String, Object> tree = Map.of("volumeMounts", List.of(AgentVolumes.treeMount()));
    Map<String, Object> own = new LinkedHashMap<>(step);
    own.keySet().retainAll(tree.keySet());
    step.putAll(StrategicMerge.merge(tree, own));
    return step;
  }

  private static boolean isStep(@Nullable Object container) {
    return named(StepPod.STEP).test(container);
  }

  private static Predicate<@Nullable Object> named(String name) {
    return entry -> entry instanceof Map<?, ?> fields && name.equals(fields.get("name"));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
