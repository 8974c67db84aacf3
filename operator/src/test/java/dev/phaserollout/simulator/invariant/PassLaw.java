package dev.phaserollout.simulator.invariant;

import java.util.List;

/** A truth about one decision, given what it was made from. */
public interface PassLaw {

  /** The truth, as the end of a sentence that begins with "always". */
  String sentence();

  /** Empty means that it holds. */
  List<String> evidence(PassSeen pass);
}
