package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import java.util.List;

/**
 * A truth about everything that happened so far. Holds after every move, so it may be asked at any
 * time.
 */
public interface Invariant {

  /** The truth, as the end of a sentence that begins with "always". */
  String sentence();

  /** Empty means that it holds. */
  List<Evidence> evidence(History history);
}
