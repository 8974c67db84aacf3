package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a run, or its next steps, from starting: a change window, another rollout, its turn in
 * a group.
 */
public sealed interface HoldHappening extends Happening {

  /** Why, as the status says it. */
  String reason();

  /**
   * It begins to wait.
   *
   * @param message what it waits for
   */
  record HoldBegan(Place place, String reason, String message, Instant since)
      implements HoldHappening {
    @Override
    public String text() {
      return place + ": nothing new starts" + Sentence.because(reason, message);
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(
          EventWords.normal("Waiting", "Wait").telling(reason + "\n" + since).at(since));
    }
  }

  /**
   * It waits no more for that: it goes on, waits for something else, or was ended.
   *
   * @param since when it began to wait
   */
  record HoldEnded(Place place, String reason, Instant since, Instant ended)
      implements HoldHappening {
    @Override
    public String text() {
      return place + ": waits no more after " + Sentence.time(since, ended) + " (" + reason + ")";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("WaitOver", "GoOn").telling(reason + "\n" + since));
    }
  }
}
