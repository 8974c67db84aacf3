package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.Optional;

/** What happens to a run as a whole. */
public sealed interface RunHappening extends Happening {

  /** The spec was accepted for a run that has not begun. */
  record RunAccepted(Place place, String release, String revision) implements RunHappening {
    @Override
    public String text() {
      return place
          + " accepted"
          + (release.isEmpty() ? "" : ", release " + release)
          + (revision.isEmpty() ? "" : ", revision " + revision);
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("RunAccepted", "Accept").telling(revision));
    }
  }

  /**
   * Preflight found faults in the spec.
   *
   * @param generation of the spec that was refused
   */
  record SpecRefused(Place place, long generation, String message) implements RunHappening {
    @Override
    public String text() {
      return place + " cannot start: " + message;
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      String telling = generation + "\n" + message;
      return Optional.of(EventWords.warning("InvalidSpec", "CheckSpec").telling(telling));
    }
  }

  /** The surroundings lack what the run needs; it is looked at again. */
  record NotReadyToStart(Place place, String message) implements RunHappening {
    @Override
    public String text() {
      return place + " waits for its surroundings: " + message;
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(
          EventWords.warning("NotReadyToStart", "CheckSurroundings").telling(message));
    }
  }

  /**
   * The first phase may begin.
   *
   * @param release what is released; empty where the spec does not name it
   * @param last what the run before it was to release; empty where there is none
   * @param releasedBy the run that has released the same before, where something else came after it
   */
  record RunBegan(
      Place place, String release, String last, Optional<Integer> releasedBy, Instant at)
      implements RunHappening {
    @Override
    public String text() {
      return place + " begins" + releasedBy.map(this::goesBack).orElse("");
    }

    private String goesBack(int run) {
      return (last.isEmpty() ? "" : ", after release " + last)
          + ", with release "
          + release
          + ", which run "
          + run
          + " has released before";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("RunBegan", "Begin").at(at));
    }
  }

  /** It is settled how the run will end, while some of its steps have yet to run or to stop. */
  record RunSettled(Place place, String result, String reason, String message)
      implements RunHappening {
    @Override
    public String text() {
      return place
          + " will end as "
          + result
          + ", its last steps are under way"
          + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(result);
    }

    @Override
    public Optional<EventWords> event() {
      return StatusWords.well(result)
          ? Optional.empty()
          : Optional.of(EventWords.warning("RunEnding", "End").telling(result));
    }
  }

  /**
   * Nothing of the run is left to do.
   *
   * @param began empty where it ended before it began
   */
  record RunEnded(
      Place place,
      String result,
      String reason,
      String message,
      Optional<Instant> began,
      Instant ended)
      implements RunHappening {
    @Override
    public String text() {
      return place + " " + result + Sentence.took(began, ended) + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(result);
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(
          switch (result) {
            case StateWord.SUCCEEDED -> EventWords.normal("RunSucceeded", "End").at(ended);
            case "Superseded" -> EventWords.normal("RunSuperseded", "End").at(ended);
            case "Failed" -> EventWords.warning("RunFailed", "End").at(ended);
            case "Aborted" -> EventWords.warning("RunAborted", "End").at(ended);
            case "Rejected" -> EventWords.warning("RunRejected", "End").at(ended);
            default -> EventWords.warning("RunEnded", "End").at(ended);
          });
    }
  }
}
