package dev.phaserollout.telemetry;

import java.util.Optional;

/** What people do to a rollout, whatever its run is doing. */
public sealed interface RolloutHappening extends Happening {

  /**
   * The rollout was suspended.
   *
   * @param since as the condition says it
   */
  record Suspended(Place place, String since) implements RolloutHappening {
    @Override
    public String text() {
      return "suspended: nothing new starts until spec.suspend is false";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("Suspended", "Suspend").telling(since));
    }
  }

  /**
   * The rollout is suspended no more.
   *
   * @param since when the suspension began, as its condition said it
   */
  record Resumed(Place place, String since) implements RolloutHappening {
    @Override
    public String text() {
      return "resumed";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("Resumed", "Resume").telling(since));
    }
  }

  /**
   * A command that a person gave by annotation was dealt with.
   *
   * @param command {@code abort}, {@code retry}, {@code rerun} or {@code rollback}
   * @param token the value of the annotation
   * @param obeyed whether anything came of it
   * @param meaning what came of it, or why nothing did; empty where that goes without saying
   */
  record CommandHandled(Place place, String command, String token, boolean obeyed, String meaning)
      implements RolloutHappening {
    @Override
    public String text() {
      return "command phaserollout.dev/"
          + command
          + "="
          + token
          + (obeyed ? " obeyed" : " refused")
          + (meaning.isEmpty() ? "" : ": " + meaning);
    }

    @Override
    public boolean bad() {
      return !obeyed;
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          obeyed
              ? EventWords.normal("CommandObeyed", "HandleCommand")
              : EventWords.warning("CommandRefused", "HandleCommand");
      return Optional.of(words.telling(command + "\n" + token));
    }
  }
}
