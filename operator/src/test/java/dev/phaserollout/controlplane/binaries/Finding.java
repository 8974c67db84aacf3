package dev.phaserollout.controlplane.binaries;

/** What came of looking in one place. */
sealed interface Finding {

  /** All executables are there. */
  record Found(Binaries binaries) implements Finding {}

  /**
   * They cannot be had there.
   *
   * @param why what is wrong and how to mend it, as the end of a sentence
   */
  record NotHere(String why) implements Finding {}
}
