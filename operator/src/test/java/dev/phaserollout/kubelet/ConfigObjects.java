package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the Secrets and ConfigMaps that the pods of one namespace refer to, anew each time. */
final class ConfigObjects {
  /** Which of the two, and what messages call it. */
  enum Kind {
    SECRET("secret", "Secret"),
    CONFIG_MAP("configmap", "ConfigMap");

    private final String missing;
    private final String word;

    Kind(String missing, String word) {
      this.missing = missing;
      this.word = word;
    }
  }

  private final KubernetesClient client;
  private final String namespace;

  ConfigObjects(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * The values of an object by key.
   *
   * @param optional what the reference says of it; then a missing object is an empty one
   */
  Map<String, byte[]> read(Kind kind, String name, @Nullable Boolean optional) throws ConfigFault {
    Optional<Map<String, byte[]>> found = kind == Kind.SECRET ? secret(name) : configMap(name);
    if (found.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new ConfigFault(kind.missing + " \"" + name + "\" not found");
    }
    return found.orElseGet(Map::of);
  }

  /** One value; empty when it is missing and may be. */
  Optional<String> value(Kind kind, String name, String key, @Nullable Boolean optional)
      throws ConfigFault {
    byte[] value = read(kind, name, optional).get(key);
    if (value == null && !Boolean.TRUE.equals(optional)) {
      throw new ConfigFault(
          "couldn't find key " + key + " in " + kind.word + " " + namespace + "/" + name);
    }
    return Optional.ofNullable(value).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private Optional<Map<String, byte[]>> secret(String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    if (secret == null) {
      return Optional.empty();
    }
    Map<String, byte[]> values = new TreeMap<>();
    orEmpty(secret.getData()).forEach((key, text) -> values.put(key, decoded(text)));
    return Optional.of(values);
  }

  private Optional<Map<String, byte[]>> configMap(String name) {
    ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
    if (map == null) {
      return Optional.empty();
    }
    Map<String, byte[]> values = new TreeMap<>();
    orEmpty(map.getData())
        .forEach((key, text) -> values.put(key, text.getBytes(StandardCharsets.UTF_8)));
    orEmpty(map.getBinaryData()).forEach((key, text) -> values.put(key, decoded(text)));
    return Optional.of(values);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
