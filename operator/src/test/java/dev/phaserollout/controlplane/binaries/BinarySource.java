package dev.phaserollout.controlplane.binaries;

/** One place where the executables may be had from. */
interface BinarySource {

  /** What messages call it. */
  String name();

  /** Looks there; may take minutes where the executables have to be made. */
  Finding find();
}
