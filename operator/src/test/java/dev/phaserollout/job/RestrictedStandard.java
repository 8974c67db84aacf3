package dev.phaserollout.job;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The <em>restricted</em> Pod Security Standard, read from its definition: the controls of
 * <em>baseline</em> and its own, for pods of Linux.
 */
final class RestrictedStandard {

  private static final Set<String> VOLUME_TYPES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

  private final List<String> violations = new ArrayList<>();

  private RestrictedStandard() {}

  /** One sentence for each control that the pod does not keep. */
  static List<String> violations(PodSpec pod) {
    RestrictedStandard standard = new RestrictedStandard();
    standard.pod(pod);
    Stream.of(pod.getInitContainers(), pod.getContainers())
        .flatMap(List::stream)
        .forEach(container -> standard.container(container, pod.getSecurityContext()));
    return standard.violations;
  }

  private void pod(PodSpec pod) {
    refuse(Boolean.TRUE.equals(pod.getHostNetwork()), "hostNetwork");
    refuse(Boolean.TRUE.equals(pod.getHostPID()), "hostPID");
    refuse(Boolean.TRUE.equals(pod.getHostIPC()), "hostIPC");
    for (Volume volume : pod.getVolumes()) {
      Map<String, Object> fields = Yaml.fieldsOf(volume);
      fields.remove("name");
      refuse(!VOLUME_TYPES.containsAll(fields.keySet()), "volume " + fields.keySet());
    }
    PodSecurityContext context = pod.getSecurityContext();
    if (context != null) {
      refuse(Objects.equals(context.getRunAsUser(), 0L), "pod runAsUser 0");
      refuse(!context.getSysctls().isEmpty(), "sysctls");
      refuse(context.getSeLinuxOptions() != null, "seLinuxOptions");
    }
  }

  private void container(Container container, PodSecurityContext pod) {
    SecurityContext own =
        container.getSecurityContext() == null
            ? new SecurityContext()
            : container.getSecurityContext();
    String name = container.getName() + ": ";
    refuse(Boolean.TRUE.equals(own.getPrivileged()), name + "privileged");
    refuse(!Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()), name + "privilege escalation");
    refuse(Objects.equals(own.getRunAsUser(), 0L), name + "runAsUser 0");
    refuse(own.getProcMount() != null, name + "procMount");
    refuse(
        container.getPorts().stream().anyMatch(port -> port.getHostPort() != null),
        name + "hostPort");
    Boolean nonRoot =
        (own.getRunAsNonRoot() != null || pod == null)
            ? own.getRunAsNonRoot()
            : pod.getRunAsNonRoot();
    refuse(!Boolean.TRUE.equals(nonRoot), name + "may run as root");
    SeccompProfile seccomp =
        (own.getSeccompProfile() != null || pod == null)
            ? own.getSeccompProfile()
            : pod.getSeccompProfile();
    refuse(seccomp == null || !SECCOMP.contains(seccomp.getType()), name + "seccompProfile");
    Capabilities capabilities =
        own.getCapabilities() == null ? new Capabilities() : own.getCapabilities();
    refuse(!capabilities.getDrop().contains("ALL"), name + "keeps capabilities");
    refuse(
        !Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()), name + "adds capabilities");
  }

  private void refuse(boolean broken, String what) {
    if (broken) {
      violations.add(what);
    }
  }
}
