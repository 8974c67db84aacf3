package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a rollout, as two of its statuses tell. {@code reason}, {@code state},
 * {@code outcome} and {@code result} are open-ended words of the status, empty where it has none.
 */
public sealed interface Happening {

  /** The outcome or result of what ended without the status saying how. */
  String UNKNOWN = "Unknown";

  /** Where it happened. */
  Place place();

  /** Hands this to the method of its kind. */
  <R> R accept(Handler<R> handler);

  /** The spec was accepted for a run that has not begun. */
  record RunAccepted(Place place, String release, String revision) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.runAccepted(this);
    }
  }

  /**
   * Preflight found faults in the spec.
   *
   * @param generation of the spec that was refused
   */
  record SpecRefused(Place place, long generation, String message) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.specRefused(this);
    }
  }

  /** The surroundings lack what the run needs; it is looked at again. */
  record NotReadyToStart(Place place, String message) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.notReadyToStart(this);
    }
  }

  /** The first phase may begin. */
  record RunBegan(Place place, Instant at) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.runBegan(this);
    }
  }

  /** It is settled how the run will end, while some of its steps have yet to run or to stop. */
  record RunSettled(Place place, String result, String reason, String message)
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.runSettled(this);
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.runEnded(this);
    }
  }

  /** The steps of a phase may start. */
  record PhaseBegan(Place place, Instant at) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.phaseBegan(this);
    }
  }

  /**
   * A phase was accepted, skipped, or ended with its run.
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.phaseEnded(this);
    }
  }

  /** An attempt was recorded; its Job is created next. */
  record AttemptStarted(Place place, Instant at) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.attemptStarted(this);
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.attemptAtWork(this);
    }
  }

  /** The Job of an attempt is being taken away. */
  record AttemptStopping(Place place, String reason, String message) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.attemptStopping(this);
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.attemptEnded(this);
    }
  }

  /** A step that is a pause has begun to wait. */
  record StepPaused(Place place, String until) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.stepPaused(this);
    }
  }

  /**
   * The attempt of that place failed, and another one follows.
   *
   * @param nextAt when, as the status says it
   */
  record StepRetries(Place place, String reason, String message, String nextAt)
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.stepRetries(this);
    }
  }

  /** Something keeps an attempt from getting on, such as {@code ImagePullBackOff}. */
  record StepTrouble(Place place, String reason, String message) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.stepTrouble(this);
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.stepEnded(this);
    }
  }

  /**
   * The rollout was suspended.
   *
   * @param since as the condition says it
   */
  record Suspended(Place place, String since) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.suspended(this);
    }
  }

  /**
   * The rollout is suspended no more.
   *
   * @param since when the suspension began, as its condition said it
   */
  record Resumed(Place place, String since) implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.resumed(this);
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
      implements Happening {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.commandHandled(this);
    }
  }

  /** A method for each kind, so that a new kind breaks the build wherever it is not thought of. */
  interface Handler<R> {
    R runAccepted(RunAccepted happening);

    R specRefused(SpecRefused happening);

    R notReadyToStart(NotReadyToStart happening);

    R runBegan(RunBegan happening);

    R runSettled(RunSettled happening);

    R runEnded(RunEnded happening);

    R phaseBegan(PhaseBegan happening);

    R phaseEnded(PhaseEnded happening);

    R attemptStarted(AttemptStarted happening);

    R attemptAtWork(AttemptAtWork happening);

    R attemptStopping(AttemptStopping happening);

    R attemptEnded(AttemptEnded happening);

    R stepPaused(StepPaused happening);

    R stepRetries(StepRetries happening);

    R stepTrouble(StepTrouble happening);

    R stepEnded(StepEnded happening);

    R suspended(Suspended happening);

    R resumed(Resumed happening);

    R commandHandled(CommandHandled happening);
  }
}
