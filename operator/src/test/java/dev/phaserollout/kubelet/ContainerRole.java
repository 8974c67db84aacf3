package dev.phaserollout.kubelet;

/** The place of a container in the order of its pod. */
enum ContainerRole {
  /** Runs to its end before anything after it starts. */
  INIT,
  /** A native sidecar: an init container that is started in its turn and runs beside the others. */
  SIDECAR,
  /** Starts with its like when the init containers are through. */
  MAIN
}
