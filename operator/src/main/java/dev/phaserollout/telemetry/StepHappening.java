package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What happens to a step as a whole. */
public sealed interface StepHappening extends Happening {

  /** A step that is a pause has begun to wait. */
  record StepPaused(Place place, String until) implements StepHappening {
    @Override
    public String text() {
      return place + " waits until " + until;
    }
  }

  /**
   * The attempt of that place failed, and another one follows.
   *
   * @param nextAt when, as the status says it
   */
  record StepRetries(Place place, String reason, String message, String nextAt)
      implements StepHappening {
    @Override
    public String text() {
      return place
          + " failed, the next attempt follows"
          + (nextAt.isEmpty() ? "" : " at " + nextAt)
          + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.warning("StepRetrying", "Retry"));
    }
  }

  /**
   * A step is over.
   *
   * @param attempts how many it took; 0 where it was over before it had one
   * @param reusedFromRun the run whose checkpoint stood in for running it
   * @param began when its first attempt was recorded; empty where it had none in this run
   */
  record StepEnded(
      Place place,
      String state,
      String reason,
      String message,
      int attempts,
      Optional<Integer> reusedFromRun,
      Optional<Instant> began,
      Instant ended)
      implements StepHappening {

    private static final Set<String> BAD_ENDS =
        Set.of("Failed", "TimedOut", "Disrupted", "Interrupted", "Lost", "Error", "Rejected");

    @Override
    public String text() {
      if (reusedFromRun.isPresent()) {
        return place + " done before, reused from run " + reusedFromRun.get();
      }
      return place
          + " "
          + state
          + (attempts > 1 ? " after " + attempts + " attempts" : "")
          + Sentence.took(began, ended)
          + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(state);
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          switch (state) {
            case StateWord.SUCCEEDED -> EventWords.normal("StepSucceeded", "RunJob");
            case StateWord.SKIPPED -> EventWords.normal("StepSkipped", "Skip");
            case "Aborted" -> EventWords.normal("StepAborted", "CancelJob");
            default ->
                EventWords.warning("Step" + (BAD_ENDS.contains(state) ? state : "Ended"), "RunJob");
          };
      return Optional.of(words.at(ended));
    }
  }
}
