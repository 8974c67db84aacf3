package dev.phaserollout.agent;

import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.util.List;

/** The refs on which commits wait, once nobody waits for them any more. */
final class Candidates {

  private Candidates() {}

  /**
   * Takes those of a run away. They are in nobody's way, so a remote that keeps them does no harm.
   *
   * @return what to add to a message: nothing, or that they stay
   */
  static String remove(RunId run, Workbench bench) {
    try {
      List<RefChange> gone =
          bench.look(run).candidates().entrySet().stream()
              .map(found -> RefChange.gone(run.candidate(found.getKey()), found.getValue()))
              .toList();
      if (gone.isEmpty() || bench.origin().push(gone) instanceof PushOutcome.Done) {
        return "";
      }
    } catch (IOException unreachable) {
      // said below, together with a remote that does not want to
    }
    return " (" + run.candidates() + "/* could not be taken away and can be deleted)";
  }
}
