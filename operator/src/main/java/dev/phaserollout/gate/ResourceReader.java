package dev.phaserollout.gate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads Kubernetes objects for {@code resource} gates, as a port: the controller brings it. */
public interface ResourceReader {

  /**
   * Reads an object of a namespace, by itself and anew. Does not block: a slow API server must hold
   * up no gate of another source.
   *
   * @return the object's plain fields; empty where there is none of that name. A stage that ends
   *     with an exception makes the measurement an error, with the exception's message
   */
  CompletionStage<Optional<Map<String, Object>>> read(
      String namespace, String apiVersion, String kind, String name);
}
