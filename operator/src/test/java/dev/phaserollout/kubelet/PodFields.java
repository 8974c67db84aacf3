package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields of a pod as containers see them: {@code fieldRef} and the downward API. */
final class PodFields {
  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private final Pod pod;
  private final PodAddress address;
  private final String node;

  PodFields(Pod pod, PodAddress address, String node) {
    this.pod = pod;
    this.address = address;
    this.node = node;
  }

  /** The value of a field path; a label or annotation that is not there is empty. */
  String value(String path) throws ConfigFault {
    ObjectMeta metadata = pod.getMetadata();
    Matcher entry = ENTRY.matcher(path);
    if (entry.matches()) {
      Map<String, String> all =
          entry.group(1).equals("labels") ? metadata.getLabels() : metadata.getAnnotations();
      return orEmpty(all).getOrDefault(entry.group(2), "");
    }
    return switch (path) {
      case "metadata.name" -> metadata.getName();
      case "metadata.namespace" -> metadata.getNamespace();
      case "metadata.uid" -> metadata.getUid();
      case "metadata.labels" -> lines(metadata.getLabels());
      case "metadata.annotations" -> lines(metadata.getAnnotations());
      case "spec.nodeName" -> node;
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      case "status.podIP", "status.podIPs" -> address.ip();
      case "status.hostIP", "status.hostIPs" -> PodAddress.HOST;
      default -> throw new ConfigFault("unsupported fieldPath: " + path);
    };
  }

  private static String lines(@Nullable Map<String, String> entries) {
    return new TreeMap<>(orEmpty(entries))
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
            .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
