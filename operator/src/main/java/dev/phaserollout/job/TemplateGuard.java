package dev.phaserollout.job;

import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user's template must not say. Of every pod: what would keep the operator from seeing how
 * the step ends. Of one with the agent in it as well: what would let a container of the user read
 * what is the agent's, and what would mean something else there than in other pods.
 *
 * <p>A container is kept from another one of its pod by namespaces, and by not having its volumes.
 * What weakens the first is what the <em>baseline</em> Pod Security Standard forbids, and process
 * ids that are shared.
 */
final class TemplateGuard {

  /** Those that the baseline standard lets a container add. */
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private static final Set<String> SHARED =
      Set.of("shareProcessNamespace", "hostPID", "hostIPC", "hostNetwork");

  private static final Set<String> NOT_OF_INIT_CONTAINERS =
      Set.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");

  private static final String APART = ", because the agent's containers are kept apart by that";
  private static final String TAKE_OUT = "take that out of the template";

  private final Map<String, Object> spec;
  private final List<TemplateFault> faults = new ArrayList<>();

  private TemplateGuard(Map<String, Object> spec) {
    this.spec = spec;
  }

  /**
   * The faults of a request's templates, none where they can be obeyed.
   *
   * @param users the pod as it would be without the agent
   */
  static List<TemplateFault> faults(Map<String, Object> users, JobRequest request) {
    TemplateGuard guard = new TemplateGuard(StrategicMerge.object(users.get("spec")));
    Optional<JobErrands> errands = request.errands();
    if (errands.filter(JobErrands.Alone.class::isInstance).isPresent()) {
      return List.of();
    }
    guard.stepIsSeen();
    errands
        .filter(JobErrands.Around.class::isInstance)
        .map(JobErrands.Around.class::cast)
        .ifPresent(guard::agentIsApart);
    return List.copyOf(guard.faults);
  }

  private void stepIsSeen() {
    Optional<Map<String, Object>> step =
        containers().filter(container -> StepPod.STEP.equals(container.get("name"))).findFirst();
    Optional<String> hidden =
        step.isEmpty()
            ? Optional.of("no container named " + StepPod.STEP)
            : Optional.ofNullable(step.get().get("terminationMessagePath"))
                .filter(path -> !StepContainer.OUTPUTS_PATH.equals(path))
                .map(
                    path ->
                        "terminationMessagePath '" + path + "' of the container " + StepPod.STEP);
    hidden.ifPresent(
        found ->
            refuse(
                found,
                "the container of the step as the operator makes it, since outcome and outputs are"
                    + " read from it",
                "take that out of the template, or out of stepDefaults.template"));
  }

  private void agentIsApart(JobErrands.Around around) {
    containers().forEach(this::container);
    list(spec, "volumes").forEach(this::volume);
    SHARED.stream()
        .sorted()
        .filter(shared -> Boolean.TRUE.equals(spec.get(shared)))
        .forEach(shared -> refuse(shared + ": true", "it absent or false" + APART, TAKE_OUT));
    secrets(around.before().workspace());
    if (around.after().isPresent()) {
      stepCanBeInit();
    }
  }

  private void container(Map<String, Object> container) {
    String name = String.valueOf(container.get("name"));
    if (name.equals(AgentContainer.CHECKOUT) || name.equals(AgentContainer.FINISH)) {
      refuse(
          "a container named " + name,
          "another name, because a container of the agent has that one",
          "rename it");
    }
    for (Map<String, Object> mount : list(container, "volumeMounts").toList()) {
      mount(name, mount);
    }
    Map<String, Object> security = StrategicMerge.object(container.get("securityContext"));
    if (Boolean.TRUE.equals(security.get("privileged"))) {
      refuse("a container " + name + " that is privileged", "none" + APART, TAKE_OUT);
    }
    Object procMount = security.get("procMount");
    if (procMount != null && !"Default".equals(procMount)) {
      refuse("procMount '" + procMount + "' of the container " + name, "none" + APART, TAKE_OUT);
    }
    Object added = StrategicMerge.object(security.get("capabilities")).get("add");
    if (added instanceof List<?> capabilities) {
      capabilities.stream()
          .filter(capability -> !CAPABILITIES.contains(String.valueOf(capability)))
          .forEach(
              capability ->
                  refuse(
                      "the capability " + capability + " of the container " + name,
                      "none beyond the baseline Pod Security Standard" + APART,
                      TAKE_OUT));
    }
  }

  private void mount(String container, Map<String, Object> mount) {
    String volume = String.valueOf(mount.get("name"));
    if (AgentVolumes.AGENTS_OWN.contains(volume)) {
      refuse(
          "a mount of the volume " + volume + " in the container " + container,
          "none of what is the agent's own",
          TAKE_OUT);
    }
    String path = String.valueOf(mount.get("mountPath")).replaceFirst("/+$", "");
    Object part = mount.getOrDefault("subPath", AgentVolumes.TREE_FOLDER);
    boolean whole = AgentVolumes.TREE_FOLDER.equals(part) && mount.get("subPathExpr") == null;
    if (StepPod.STEP.equals(container)
        && path.equals(AgentVolumes.TREE)
        && !(volume.equals(AgentVolumes.TREE_VOLUME) && whole)) {
      refuse(
          "the volume " + volume + " at " + path + " in the container " + container,
          "the working tree there",
          "mount it elsewhere; to change what the tree is on, name a volume "
              + AgentVolumes.TREE_VOLUME);
    }
  }

  private void volume(Map<String, Object> volume) {
    String name = String.valueOf(volume.get("name"));
    if (AgentVolumes.AGENTS_OWN.contains(name)) {
      refuse("a volume named " + name, "another name, because the agent has that one", "rename it");
    }
    if (volume.containsKey("hostPath")) {
      refuse(
          "the volume " + name + " with a hostPath",
          "none, because the Secrets of all pods of a node are files on it",
          "take another kind of volume");
    }
  }

  /** A step that may see what the agent pushes with needs no agent. */
  private void secrets(GitWorkspace workspace) {
    Set<String> secrets = AgentVolumes.secrets(workspace);
    named(spec)
        .filter(secrets::contains)
        .distinct()
        .forEach(
            secret ->
                faults.add(
                    new TemplateFault(
                        "",
                        "the Secret " + secret + " of the workspace",
                        "another one, because steps do not see what the agent reads and signs with",
                        "give the step a Secret of its own, with no more rights than it needs")));
  }

  /** The names of all Secrets that are spoken of anywhere in a template. */
  private static Stream<String> named(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(TemplateGuard::named);
    }
    if (!(value instanceof Map<?, ?>)) {
      return Stream.of();
    }
    return StrategicMerge.object(value).entrySet().stream()
        .flatMap(
            field ->
                switch (field.getKey()) {
                  case "secret", "secretRef", "secretKeyRef" ->
                      Stream.of("secretName", "name")
                          .map(StrategicMerge.object(field.getValue())::get)
                          .filter(Objects::nonNull)
                          .map(String::valueOf);
                  default -> named(field.getValue());
                });
  }

  private void stepCanBeInit() {
    for (Map<String, Object> container : list(spec, "containers").toList()) {
      String name = String.valueOf(container.get("name"));
      if (!StepPod.STEP.equals(name)) {
        refuse(
            "a container " + name + " beside the step",
            "a native sidecar, because the step's deliverables and commits are seen to after it"
                + " and before its pod ends",
            "move it to initContainers, with restartPolicy: Always");
      } else {
        NOT_OF_INIT_CONTAINERS.stream()
            .sorted()
            .filter(container::containsKey)
            .forEach(
                fieldOfStep ->
                    refuse(
                        fieldOfStep + " of the container " + name,
                        "none in a step with deliverables or commit, which is an init container",
                        TAKE_OUT));
      }
    }
  }

  private Stream<Map<String, Object>> containers() {
    return Stream.of("initContainers", "containers").flatMap(list -> list(spec, list));
  }

  private static Stream<Map<String, Object>> list(Map<String, Object> owner, String name) {
    return owner.get(name) instanceof List<?> list
        ? list.stream().map(StrategicMerge::object)
        : Stream.of();
  }

  private void refuse(String found, String expected, String mend) {
    faults.add(new TemplateFault(".template", found, expected, mend));
  }
}
