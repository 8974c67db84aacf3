package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import java.time.Instant;
import java.util.Optional;

/** What happens to a phase as a whole. */
public sealed interface PhaseHappening extends Happening {

  /** The steps of a phase may start. */
  record PhaseBegan(Place place, Instant at) implements PhaseHappening {
    @Override
    public String text() {
      return "phase " + place + " begins";
    }
  }

  /**
   * A phase was accepted, skipped, or ended with its run. How one ends that was not accepted is
   * what its run ends of, so that is no event.
   *
   * @param began empty where it was skipped
   */
  record PhaseEnded(
      Place place,
      String state,
      String reason,
      String message,
      Optional<Instant> began,
      Instant ended)
      implements PhaseHappening {
    @Override
    public String text() {
      return "phase "
          + place
          + " "
          + state
          + Sentence.took(began, ended)
          + Sentence.because(reason, message);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(state);
    }

    @Override
    public Optional<EventWords> event() {
      return switch (state) {
        case StateWord.SUCCEEDED ->
            Optional.of(EventWords.normal("PhaseAccepted", "AcceptPhase").at(ended));
        case StateWord.SKIPPED ->
            Optional.of(EventWords.normal("PhaseSkipped", "SkipPhase").at(ended));
        default -> Optional.empty();
      };
    }
  }
}
