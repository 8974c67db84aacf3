package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ConfigObjects.Kind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the volumes of a pod as folders, and says where each is mounted. */
final class PodVolumes {
  private final Pod pod;
  private final PodFolder folder;
  private final ConfigObjects objects;
  private final PodFields fields;
  private final ServiceAccountTokens tokens;

  PodVolumes(
      Pod pod,
      PodFolder folder,
      ConfigObjects objects,
      PodFields fields,
      ServiceAccountTokens tokens) {
    this.pod = pod;
    this.folder = folder;
    this.objects = objects;
    this.fields = fields;
    this.tokens = tokens;
  }

  /**
   * Makes every volume that a container mounts. What is mounted is not renewed later.
   *
   * @throws ConfigFault when a volume cannot be made yet, in the kubelet's words
   */
  void make() throws ConfigFault, IOException {
    Set<String> mounted =
        Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
            .flatMap(container -> container.getVolumeMounts().stream())
            .map(VolumeMount::getName)
            .collect(Collectors.toSet());
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (mounted.contains(volume.getName())) {
        make(volume);
      }
    }
  }

  /** Path in the container → folder or file on the host. */
  Map<String, Path> mounts(Container container) {
    Map<String, Path> mounts = new TreeMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      Path path = folder.volume(mount.getName());
      mounts.put(
          mount.getMountPath(),
          mount.getSubPath() == null ? path : path.resolve(mount.getSubPath()));
    }
    return mounts;
  }

  private void make(Volume volume) throws ConfigFault, IOException {
    Files.createDirectories(folder.volume(volume.getName()));
    try {
      for (Map.Entry<String, byte[]> file : files(volume).entrySet()) {
        Path path = folder.volume(volume.getName()).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (ConfigFault fault) {
      throw new ConfigFault(
          "MountVolume.SetUp failed for volume \""
              + volume.getName()
              + "\" : "
              + fault.getMessage());
    }
  }

  private Map<String, byte[]> files(Volume volume) throws ConfigFault {
    if (volume.getEmptyDir() != null) {
      return Map.of();
    }
    if (volume.getConfigMap() != null) {
      return picked(
          objects.read(
              Kind.CONFIG_MAP,
              volume.getConfigMap().getName(),
              volume.getConfigMap().getOptional()),
          volume.getConfigMap().getItems());
    }
    if (volume.getSecret() != null) {
      return picked(
          objects.read(
              Kind.SECRET, volume.getSecret().getSecretName(), volume.getSecret().getOptional()),
          volume.getSecret().getItems());
    }
    if (volume.getDownwardAPI() != null) {
      return downward(volume.getDownwardAPI().getItems());
    }
    if (volume.getProjected() != null) {
      Map<String, byte[]> files = new TreeMap<>();
      for (VolumeProjection source : volume.getProjected().getSources()) {
        files.putAll(files(source));
      }
      return files;
    }
    throw new ConfigFault(
        "found a type that the test kubelet does not know; expected emptyDir, configMap, secret,"
            + " downwardAPI or projected");
  }

  private Map<String, byte[]> files(VolumeProjection source) throws ConfigFault {
    if (source.getConfigMap() != null) {
      return picked(
          objects.read(
              Kind.CONFIG_MAP,
              source.getConfigMap().getName(),
              source.getConfigMap().getOptional()),
          source.getConfigMap().getItems());
    }
    if (source.getSecret() != null) {
      return picked(
          objects.read(Kind.SECRET, source.getSecret().getName(), source.getSecret().getOptional()),
          source.getSecret().getItems());
    }
    if (source.getDownwardAPI() != null) {
      return downward(source.getDownwardAPI().getItems());
    }
    if (source.getServiceAccountToken() != null) {
      String token = tokens.request(pod, source.getServiceAccountToken());
      return Map.of(
          source.getServiceAccountToken().getPath(), token.getBytes(StandardCharsets.UTF_8));
    }
    throw new ConfigFault(
        "found a projection that the test kubelet does not know; expected configMap, secret,"
            + " downwardAPI or serviceAccountToken");
  }

  private Map<String, byte[]> downward(List<DownwardAPIVolumeFile> items) throws ConfigFault {
    Map<String, byte[]> files = new TreeMap<>();
    for (DownwardAPIVolumeFile item : items) {
      if (item.getFieldRef() == null) {
        throw new ConfigFault("downwardAPI " + item.getPath() + ": expected a fieldRef");
      }
      files.put(
          item.getPath(),
          fields.value(item.getFieldRef().getFieldPath()).getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static Map<String, byte[]> picked(
      Map<String, byte[]> values, @Nullable List<KeyToPath> items) throws ConfigFault {
    if (items == null || items.isEmpty()) {
      return values;
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (KeyToPath item : items) {
      byte[] value = values.get(item.getKey());
      if (value == null) {
        throw new ConfigFault("references non-existent config key: " + item.getKey());
      }
      files.put(item.getPath(), value);
    }
    return files;
  }
}
