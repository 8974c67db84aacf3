package dev.phaserollout.engine;

import dev.phaserollout.api.RolloutDependency;

/** Which rollout is meant, wherever it is. */
public record RolloutName(String namespace, String name) {

  /**
   * The rollout that a dependency names.
   *
   * @param ownNamespace that of the rollout that has the dependency
   */
  public static RolloutName of(RolloutDependency dependency, String ownNamespace) {
    return new RolloutName(
        dependency.namespace() == null ? ownNamespace : dependency.namespace(), dependency.name());
  }

  /** {@code shop/checkout}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
