package dev.phaserollout.controlplane.binaries;

import java.nio.file.Path;

/** Makes the executables where there are none. */
public interface Maker {

  /** What messages call it. */
  String name();

  /**
   * Puts all executables into an empty directory.
   *
   * @throws CannotMake when that is not possible here
   */
  void make(Path directory) throws CannotMake;

  /** Why a maker failed and how to mend it, as the end of a sentence. */
  final class CannotMake extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotMake(String why) {
      super(why);
    }

    public String why() {
      return String.valueOf(getMessage());
    }
  }
}
