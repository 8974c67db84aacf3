package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerState.Running;
import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the process of a container out of its spec, or says why there is none. */
final class ContainerLauncher {
  /** What came of a start; a container that only waits has no process. */
  record Launch(ContainerState state, Optional<ContainerProcess> process) {}

  private final Pod pod;
  private final PodFolder folder;
  private final PodVolumes volumes;
  private final ContainerEnvironment environment;
  private final KubeletOptions options;

  ContainerLauncher(
      Pod pod,
      PodFolder folder,
      PodVolumes volumes,
      ContainerEnvironment environment,
      KubeletOptions options) {
    this.pod = pod;
    this.folder = folder;
    this.volumes = volumes;
    this.environment = environment;
    this.options = options;
  }

  Launch start(Container container) throws IOException {
    if (options.missingImages().contains(container.getImage())) {
      return without(notPulled(container));
    }
    Map<String, String> declared;
    try {
      declared = environment.of(container);
    } catch (ConfigFault fault) {
      return without(Waiting.because("CreateContainerConfigError", fault.getMessage()));
    }
    if (program(container).isEmpty() && container.getArgs().isEmpty()) {
      return without(
          Waiting.because(
              "CreateContainerError",
              "failed to generate container \""
                  + container.getName()
                  + "\" spec: failed to generate spec: no command specified"));
    }
    return run(container, declared);
  }

  private Launch run(Container container, Map<String, String> declared) throws IOException {
    String name = container.getName();
    Map<String, Path> mounts = volumes.mounts(container);
    mounts.put(container.getTerminationMessagePath(), folder.terminationMessage(name));
    HostPaths paths = new HostPaths(mounts);
    Path directory =
        container.getWorkingDir() == null
            ? folder.root(name)
            : paths.directory(container.getWorkingDir(), folder.root(name));
    Map<String, String> variables = variables(declared, paths, name);
    List<String> command = command(container, declared, paths);
    folder.emptyTerminationMessage(name);
    Optional<String> refusal = ExecutableLookup.refusal(command.get(0), directory, variables);
    if (refusal.isPresent()) {
      return without(Terminated.notStarted(refusal.get() + ": unknown", Instant.now()));
    }
    Instant startedAt = Instant.now();
    ContainerProcess process =
        ContainerProcess.start(command, directory, variables, folder.log(name));
    return new Launch(new Running(startedAt), Optional.of(process));
  }

  private Map<String, String> variables(
      Map<String, String> declared, HostPaths paths, String container) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("HOME", "/");
    variables.put("HOSTNAME", pod.getMetadata().getName());
    variables.put("TMPDIR", folder.temporary(container).toString());
    declared.forEach((key, value) -> variables.put(key, paths.translate(value)));
    return variables;
  }

  /** An image's program is on the host already, so that no path in it is translated. */
  private List<String> command(Container container, Map<String, String> declared, HostPaths paths) {
    List<String> own = new ArrayList<>(container.getCommand());
    own.addAll(container.getArgs());
    Stream<String> ofImage =
        container.getCommand().isEmpty() ? program(container).stream() : Stream.of();
    return Stream.concat(
            ofImage,
            own.stream().map(word -> paths.translate(VariableExpansion.expand(word, declared))))
        .toList();
  }

  private List<String> program(Container container) {
    return container.getCommand().isEmpty()
        ? options.programs().getOrDefault(container.getImage(), List.of())
        : container.getCommand();
  }

  private static Waiting notPulled(Container container) {
    String image = "\"" + container.getImage() + "\"";
    if ("Never".equals(container.getImagePullPolicy())) {
      return Waiting.because(
          "ErrImageNeverPull",
          "Container image " + image + " is not present with pull policy of Never");
    }
    return Waiting.because(
        "ErrImagePull",
        "failed to pull and unpack image "
            + image
            + ": failed to resolve reference "
            + image
            + ": "
            + container.getImage()
            + ": not found");
  }

  /** What becomes of ErrImagePull when the kubelet waits before it tries again. */
  static Waiting pullingLater(Container container, Waiting error) {
    return Waiting.because(
        "ImagePullBackOff",
        "Back-off pulling image \""
            + container.getImage()
            + "\": ErrImagePull: "
            + error.message().orElse(""));
  }

  private static Launch without(ContainerState state) {
    return new Launch(state, Optional.empty());
  }
}
