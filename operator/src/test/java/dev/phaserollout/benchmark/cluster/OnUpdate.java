package dev.phaserollout.benchmark.cluster;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Hears of every version of an object. */
record OnUpdate<T>(Consumer<T> heard) implements ResourceEventHandler<T> {

  @Override
  public void onAdd(T object) {
    heard.accept(object);
  }

  @Override
  public void onUpdate(T before, T now) {
    heard.accept(now);
  }

  @Override
  public void onDelete(T object, boolean unknown) {
    // Nobody asks.
  }
}
