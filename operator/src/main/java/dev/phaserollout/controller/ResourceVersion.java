package dev.phaserollout.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which of two versions of one object is newer. API servers since Kubernetes 1.35 promise that
 * resource versions can be compared, and those before do what is promised.
 */
final class ResourceVersion {

  private ResourceVersion() {}

  /** Whether {@code one} is a later version than {@code other}; false where that cannot be said. */
  static boolean isNewer(HasMetadata one, HasMetadata other) {
    return number(one) > number(other);
  }

  private static long number(HasMetadata object) {
    String version = object.getMetadata().getResourceVersion();
    try {
      return version == null ? -1 : Long.parseLong(version);
    } catch (NumberFormatException notComparable) {
      return -1;
    }
  }
}
