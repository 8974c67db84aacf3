package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.Optional;

/** What happens to an attempt, of a step or of its compensation: its place says which. */
public sealed interface AttemptHappening extends Happening {

  /** An attempt was recorded; its Job is created next. */
  record AttemptStarted(Place place, Instant at) implements AttemptHappening {
    @Override
    public String text() {
      return place + " starts";
    }
  }

  /**
   * The container of an attempt is known to have started. Attempts that end within seconds end
   * without this.
   *
   * @param recorded when the attempt was recorded
   * @param since when the container started
   */
  record AttemptAtWork(Place place, Optional<Instant> recorded, Instant since)
      implements AttemptHappening {
    @Override
    public String text() {
      return place
          + " is at work, its container started"
          + recorded.map(from -> " after " + Sentence.time(from, since)).orElse("");
    }
  }

  /** Something keeps an attempt from getting on, such as {@code ImagePullBackOff}. */
  record StepTrouble(Place place, String reason, String message) implements AttemptHappening {
    @Override
    public String text() {
      return place + " does not get on" + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(
          EventWords.warning(place.kind() + "HeldUp", place.errand()).telling(reason));
    }
  }

  /**
   * The Job of an attempt is being taken away. That steps are ended with their run is said by the
   * end of the run, so that is no event.
   */
  record AttemptStopping(Place place, String reason, String message) implements AttemptHappening {
    @Override
    public String text() {
      return place + " is being ended" + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return reason.equals("RunEnding")
          ? Optional.empty()
          : Optional.of(EventWords.warning(place.kind() + "Stopping", "CancelJob"));
    }
  }

  /**
   * An attempt is over.
   *
   * @param outcome {@code Succeeded}, {@code Failed}, {@code TimedOut} and so on, {@link #UNKNOWN}
   * @param recorded when the attempt was recorded; empty where no status that was seen says so
   * @param workedSince when its container started; empty where it ended within seconds or never did
   */
  record AttemptEnded(
      Place place,
      String outcome,
      String reason,
      String message,
      Optional<Integer> exitCode,
      Optional<Instant> recorded,
      Optional<Instant> workedSince,
      Instant ended)
      implements AttemptHappening {
    @Override
    public String text() {
      return place
          + " "
          + outcome
          + Sentence.took(recorded, ended)
          + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(outcome);
    }
  }
}
