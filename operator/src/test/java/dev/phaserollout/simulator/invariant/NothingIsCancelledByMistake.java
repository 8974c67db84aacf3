package dev.phaserollout.simulator.invariant;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Job is suspended only after a stored status has stopped to count on it, so that a reader who is
 * behind harms nobody.
 */
final class NothingIsCancelledByMistake implements Invariant {

  @Override
  public String sentence() {
    return "no Job is cancelled that the stored status counts on";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Cancellation cancelled : history.cancellations()) {
      Attempt attempt = cancelled.attempt();
      Optional<Claims.Work> work =
          Claims.work(history.version(cancelled.version()).getStatus(), attempt);
      boolean countedOn =
          Claims.names(history.version(cancelled.version()), attempt)
              && work.map(Claims.Work::state).filter("Cancelling"::equals).isEmpty();
      if (countedOn) {
        found.add(
            new Evidence(
                cancelled.move(),
                "run "
                    + attempt.run()
                    + " "
                    + attempt
                    + " was cancelled at version "
                    + cancelled.version()
                    + ", which has it as "
                    + work.map(Claims.Work::state).orElse("nothing")));
      }
    }
    return found;
  }
}
