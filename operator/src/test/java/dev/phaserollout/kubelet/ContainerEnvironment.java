package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ConfigObjects.Kind;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of a container as its spec names them. */
final class ContainerEnvironment {
  private final ConfigObjects objects;
  private final PodFields fields;

  ContainerEnvironment(ConfigObjects objects, PodFields fields) {
    this.objects = objects;
    this.fields = fields;
  }

  /**
   * The variables, {@code env} winning over {@code envFrom}. A value may refer to variables of
   * {@code envFrom} and to those of {@code env} above it.
   *
   * @throws ConfigFault when a Secret, ConfigMap, key or field is missing that is not optional
   */
  Map<String, String> of(Container container) throws ConfigFault {
    Map<String, String> all = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      String prefix = source.getPrefix() == null ? "" : source.getPrefix();
      values(source)
          .forEach(
              (key, value) -> all.put(prefix + key, new String(value, StandardCharsets.UTF_8)));
    }
    for (EnvVar variable : container.getEnv()) {
      value(variable, all).ifPresent(value -> all.put(variable.getName(), value));
    }
    return all;
  }

  private Map<String, byte[]> values(EnvFromSource source) throws ConfigFault {
    if (source.getSecretRef() != null) {
      return objects.read(
          Kind.SECRET, source.getSecretRef().getName(), source.getSecretRef().getOptional());
    }
    return objects.read(
        Kind.CONFIG_MAP,
        source.getConfigMapRef().getName(),
        source.getConfigMapRef().getOptional());
  }

  private Optional<String> value(EnvVar variable, Map<String, String> known) throws ConfigFault {
    @Nullable EnvVarSource from = variable.getValueFrom();
    if (from == null) {
      String text = variable.getValue() == null ? "" : variable.getValue();
      return Optional.of(VariableExpansion.expand(text, known));
    }
    if (from.getFieldRef() != null) {
      return Optional.of(fields.value(from.getFieldRef().getFieldPath()));
    }
    @Nullable ConfigMapKeySelector map = from.getConfigMapKeyRef();
    if (map != null) {
      return objects.value(Kind.CONFIG_MAP, map.getName(), map.getKey(), map.getOptional());
    }
    @Nullable SecretKeySelector secret = from.getSecretKeyRef();
    if (secret != null) {
      return objects.value(Kind.SECRET, secret.getName(), secret.getKey(), secret.getOptional());
    }
    throw new ConfigFault(
        "env "
            + variable.getName()
            + ": found a source that the test kubelet does not know; expected value, fieldRef,"
            + " configMapKeyRef or secretKeyRef");
  }
}
