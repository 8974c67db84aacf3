package dev.phaserollout.kubelet;

/** A container or volume that cannot be made of what the cluster holds, in the kubelet's words. */
final class ConfigFault extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigFault(String message) {
    super(message);
  }
}
