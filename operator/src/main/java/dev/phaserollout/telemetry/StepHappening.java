package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What happens to a step as a whole, or to its compensation: its place says which. */
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
      return Optional.of(EventWords.warning(place.kind() + "Retrying", "Retry"));
    }
  }

  /**
   * A step is over, or its compensation is.
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
      if (reason.equals("TakenAsDone")) {
        return place
            + " is done, as a person says"
            + began.map(from -> ", after " + Sentence.time(from, ended)).orElse("");
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
      String kind = place.kind();
      EventWords words =
          switch (state) {
            case StateWord.SUCCEEDED ->
                reason.equals("TakenAsDone")
                    ? EventWords.normal("StepTakenAsDone", "TakeAsDone")
                    : EventWords.normal(kind + "Succeeded", place.errand());
            case StateWord.SKIPPED ->
                reason.equals("PassedOver")
                    ? EventWords.normal("StepPassedOver", "PassOver")
                    : EventWords.normal(kind + "Skipped", "Skip");
            case "Aborted" -> EventWords.normal(kind + "Aborted", "CancelJob");
            default ->
                EventWords.warning(
                    kind + (BAD_ENDS.contains(state) ? state : "Ended"), place.errand());
          };
      // A compensation that a person has tried again ends a second time in the same run.
      String telling = place.compensation() ? String.valueOf(attempts) : "";
      return Optional.of(words.telling(telling).at(ended));
    }
  }
}
