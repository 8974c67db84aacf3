package dev.phaserollout.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects that a chart renders.
 *
 * @param all in the order of Helm
 */
record Manifests(List<HasMetadata> all) {

  static Manifests of(String yaml) {
    return new Manifests(
        ((List<?>) Serialization.unmarshal(yaml)).stream().map(HasMetadata.class::cast).toList());
  }

  /** Every object of a kind, wherever it is. */
  <T extends HasMetadata> List<T> every(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The only object of a kind. */
  <T extends HasMetadata> T only(Class<T> kind) {
    List<T> found = every(kind);
    if (found.size() != 1) {
      throw new AssertionError(
          "one " + kind.getSimpleName() + " was expected, and there are " + names(found));
    }
    return found.get(0);
  }

  /** The object of a kind with a name. */
  <T extends HasMetadata> T named(Class<T> kind, String name) {
    return every(kind).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no " + kind.getSimpleName() + " " + name + " in " + names(every(kind))));
  }

  /** The pods of the operator. */
  PodTemplateSpec pods() {
    return only(Deployment.class).getSpec().getTemplate();
  }

  /** The only container of these pods. */
  Container operator() {
    List<Container> containers = pods().getSpec().getContainers();
    if (containers.size() != 1) {
      throw new AssertionError("one container was expected, and there are " + containers.size());
    }
    return containers.get(0);
  }

  /** Its variables with the values that the chart gives. */
  Map<String, Optional<String>> environment() {
    Map<String, Optional<String>> found = new TreeMap<>();
    for (EnvVar variable : operator().getEnv()) {
      found.put(variable.getName(), Optional.ofNullable(variable.getValue()));
    }
    return found;
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }
}
