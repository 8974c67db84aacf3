package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens to the rollback of a run as a whole; its compensations are told as steps are. */
public sealed interface RollbackHappening extends Happening {

  /**
   * The first compensation may start.
   *
   * @param cause {@code Failure}, {@code Command}, {@code Answer} or {@code Edit}
   * @param scope {@code Run}, {@code Phase} or {@code Cancelled}
   * @param steps how many steps are to be undone
   * @param without steps in its reach that have no rollback
   */
  record RollbackBegan(
      Place place, String cause, String scope, int steps, List<String> without, Instant at)
      implements RollbackHappening {
    @Override
    public String text() {
      return "rollback of "
          + place
          + " begins"
          + why()
          + ": "
          + (steps == 0
              ? "there is nothing to undo"
              : Sentence.counted(steps, "step") + " to undo, newest first")
          + Sentence.list("without rollback", without);
    }

    private String why() {
      if (scope.equals("Cancelled")) {
        return ", of what an edited spec has cancelled";
      }
      return switch (cause) {
        case "Failure" -> " because it failed";
        case "Command" -> ", as annotation phaserollout.dev/rollback asks";
        case "Answer" -> ", as a person has answered";
        default -> "";
      };
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          cause.equals("Failure")
              ? EventWords.warning("RollbackBegan", "RollBack")
              : EventWords.normal("RollbackBegan", "RollBack");
      return Optional.of(words.at(at));
    }
  }

  /**
   * A rollback that had stopped goes on, because a person asks for it.
   *
   * @param stopped when it had stopped, as the status said it
   */
  record RollbackResumed(Place place, int compensated, int steps, String stopped)
      implements RollbackHappening {
    @Override
    public String text() {
      return "rollback of " + place + " goes on: " + Done.numbers(compensated, steps);
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("RollbackResumed", "RollBack").telling(stopped));
    }
  }

  /** A person stops a rollback; the compensations that run are ended first. */
  record RollbackStopping(Place place) implements RollbackHappening {
    @Override
    public String text() {
      return "rollback of " + place + " is being stopped";
    }

    @Override
    public boolean bad() {
      return true;
    }
  }

  /**
   * A guardrail fails while steps of its phase are undone.
   *
   * @param place its phase
   * @param guardrail its name
   * @param message what it measured, and what was needed
   */
  record GuardrailTripped(Place place, String guardrail, String message)
      implements RollbackHappening {
    @Override
    public String text() {
      return "guardrail "
          + place
          + "/"
          + guardrail
          + " trips while the phase is undone"
          + Sentence.because("", message)
          + "; the rollback goes on";
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.warning("GuardrailTripped", "RollBack").telling(guardrail));
    }
  }

  /**
   * A rollback got to its end, or to where nothing more happens of itself.
   *
   * @param state {@code Succeeded}, {@code Failed}, {@code Stopped}
   * @param cause what asked for it
   * @param done how far it got
   * @param began when its first compensation might start; empty where the status does not say so
   */
  record RollbackEnded(
      Place place, String state, String cause, Done done, Optional<Instant> began, Instant ended)
      implements RollbackHappening {
    @Override
    public String text() {
      String numbers = Done.numbers(done.compensated(), done.steps());
      String without = Sentence.list("without rollback", done.without());
      return switch (state) {
        case "Succeeded" -> place + " rolled back" + took() + ": " + numbers + without;
        case UNKNOWN -> "rollback of " + place + " is over";
        default ->
            "rollback of "
                + place
                + (state.equals("Stopped") ? " was stopped: " : " has failed: ")
                + numbers
                + Sentence.list("failed", done.failed())
                + Sentence.list("standing undone", done.standing())
                + without
                + "; phaserollout.dev/retry goes on with it, phaserollout.dev/rerun gives it up";
      };
    }

    private String took() {
      return Sentence.took(began, ended);
    }

    @Override
    public boolean bad() {
      return StatusWords.bad(state);
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          switch (state) {
            case "Succeeded" -> EventWords.normal("RolledBack", "RollBack");
            case "Failed" -> EventWords.warning("RollbackFailed", "RollBack");
            case "Stopped" -> EventWords.warning("RollbackStopped", "RollBack");
            default -> EventWords.warning("RollbackEnded", "RollBack");
          };
      return Optional.of(words.telling(ended.toString()).at(ended));
    }
  }

  /** The next run begins although a rollback has not got to its end: a person gives it up. */
  record RollbackGivenUp(Place place, List<String> standing) implements RollbackHappening {
    @Override
    public String text() {
      return "rollback of " + place + " is given up" + Sentence.list("standing undone", standing);
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.warning("RollbackGivenUp", "GiveUp"));
    }
  }

  /**
   * How far a rollback got.
   *
   * @param compensated how many steps are undone
   * @param steps how many it undoes
   * @param failed the steps whose compensation failed
   * @param standing what stands undone; empty where it got to its end
   * @param without steps in its reach that have no rollback
   */
  record Done(
      int compensated,
      int steps,
      List<String> failed,
      List<String> standing,
      List<String> without) {

    static String numbers(int compensated, int steps) {
      return steps == 0
          ? "there was nothing to compensate"
          : compensated + " of " + Sentence.counted(steps, "step") + " compensated";
    }
  }
}
