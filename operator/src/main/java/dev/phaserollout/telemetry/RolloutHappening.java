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
   * @param refusal why nothing came of it; empty where it was obeyed
   */
  record CommandHandled(Place place, String command, String token, Optional<String> refusal)
      implements RolloutHappening {
    @Override
    public String text() {
      String given = "command phaserollout.dev/" + command + "=" + token;
      return refusal.map(why -> given + " refused: " + why).orElse(given + " obeyed");
    }

    @Override
    public boolean bad() {
      return refusal.isPresent();
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          refusal.isEmpty()
              ? EventWords.normal("CommandObeyed", "HandleCommand")
              : EventWords.warning("CommandRefused", "HandleCommand");
      return Optional.of(words.telling(command + "\n" + token));
    }
  }
}
