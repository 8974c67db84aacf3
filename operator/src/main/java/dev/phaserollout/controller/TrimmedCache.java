package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One kind of objects in the namespaces of the controller, of which only a part is kept.
 *
 * <p>Every namespace has an event source of its own: the framework gives the store of a source to
 * the informers of all its namespaces, and each of them drops from it what its own list does not
 * have, at every start and after every list that has become too old.
 */
final class TrimmedCache<R extends HasMetadata> {

  private final List<InformerEventSource<R, PhaseRollout>> sources = new ArrayList<>();

  /**
   * @param name of the event source, for logs and health
   * @param kept what is kept of an object
   * @param watch says what is watched, and which rollout is looked at for it
   */
  TrimmedCache(
      EventSourceContext<PhaseRollout> context,
      Class<R> kind,
      String name,
      UnaryOperator<R> kept,
      Consumer<InformerEventSourceConfiguration.Builder<R>> watch) {
    Set<String> namespaces =
        context
            .getControllerConfiguration()
            .getInformerConfig()
            .getEffectiveNamespaces(context.getControllerConfiguration());
    boolean all = InformerConfiguration.allNamespacesWatched(namespaces);
    for (String namespace : namespaces) {
      InformerEventSourceConfiguration.Builder<R> config =
          InformerEventSourceConfiguration.from(kind, PhaseRollout.class)
              .withName(all ? name : name + " of " + namespace)
              .withNamespaces(Set.of(namespace))
              .withItemStore(new TransformingItemStore<>(kept));
      watch.accept(config);
      sources.add(new InformerEventSource<>(config.build(), context));
    }
  }

  /** To be called before the sources are started. */
  TrimmedCache<R> index(String index, Function<R, List<String>> keys) {
    sources.forEach(source -> source.addIndexers(Map.of(index, keys)));
    return this;
  }

  Optional<R> get(String namespace, String name) {
    ResourceID id = new ResourceID(name, namespace);
    return sources.stream().flatMap(source -> source.get(id).stream()).findFirst();
  }

  List<R> byIndex(String index, String key) {
    return sources.size() == 1
        ? sources.get(0).byIndex(index, key)
        : sources.stream().flatMap(source -> source.byIndex(index, key).stream()).toList();
  }

  List<? extends EventSource<?, PhaseRollout>> sources() {
    return sources;
  }
}
