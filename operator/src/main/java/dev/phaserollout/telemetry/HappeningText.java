package dev.phaserollout.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A happening as people read it: where, what, why, and what follows. */
final class HappeningText implements Happening.Handler<String> {

  static final HappeningText INSTANCE = new HappeningText();

  private HappeningText() {}

  @Override
  public String runAccepted(Happening.RunAccepted happening) {
    return happening.place()
        + " accepted"
        + (happening.release().isEmpty() ? "" : ", release " + happening.release())
        + (happening.revision().isEmpty() ? "" : ", revision " + happening.revision());
  }

  @Override
  public String specRefused(Happening.SpecRefused happening) {
    return happening.place() + " cannot start: " + happening.message();
  }

  @Override
  public String notReadyToStart(Happening.NotReadyToStart happening) {
    return happening.place() + " waits for its surroundings: " + happening.message();
  }

  @Override
  public String runBegan(Happening.RunBegan happening) {
    return happening.place() + " begins";
  }

  @Override
  public String runSettled(Happening.RunSettled happening) {
    return happening.place()
        + " will end as "
        + happening.result()
        + ", its last steps are under way"
        + because(happening.reason(), happening.message());
  }

  @Override
  public String runEnded(Happening.RunEnded happening) {
    return happening.place()
        + " "
        + happening.result()
        + after(happening.began(), happening.ended())
        + because(happening.reason(), happening.message());
  }

  @Override
  public String phaseBegan(Happening.PhaseBegan happening) {
    return "phase " + happening.place() + " begins";
  }

  @Override
  public String phaseEnded(Happening.PhaseEnded happening) {
    return "phase "
        + happening.place()
        + " "
        + happening.state()
        + after(happening.began(), happening.ended())
        + because(happening.reason(), happening.message());
  }

  @Override
  public String attemptStarted(Happening.AttemptStarted happening) {
    return happening.place() + " starts";
  }

  @Override
  public String attemptAtWork(Happening.AttemptAtWork happening) {
    return happening.place()
        + " is at work, its container started"
        + happening.recorded().map(from -> " after " + text(from, happening.since())).orElse("");
  }

  @Override
  public String attemptStopping(Happening.AttemptStopping happening) {
    return happening.place() + " is being ended" + because(happening.reason(), happening.message());
  }

  @Override
  public String attemptEnded(Happening.AttemptEnded happening) {
    return happening.place()
        + " "
        + happening.outcome()
        + after(happening.recorded(), happening.ended())
        + because(happening.reason(), happening.message());
  }

  @Override
  public String stepPaused(Happening.StepPaused happening) {
    return happening.place() + " waits until " + happening.until();
  }

  @Override
  public String stepRetries(Happening.StepRetries happening) {
    return happening.place()
        + " failed, the next attempt follows"
        + (happening.nextAt().isEmpty() ? "" : " at " + happening.nextAt())
        + because(happening.reason(), happening.message());
  }

  @Override
  public String stepTrouble(Happening.StepTrouble happening) {
    return happening.place()
        + " does not get on"
        + because(happening.reason(), happening.message());
  }

  @Override
  public String stepEnded(Happening.StepEnded happening) {
    if (happening.reusedFromRun().isPresent()) {
      return happening.place() + " done before, reused from run " + happening.reusedFromRun().get();
    }
    return happening.place()
        + " "
        + happening.state()
        + (happening.attempts() > 1 ? " after " + happening.attempts() + " attempts" : "")
        + after(happening.began(), happening.ended())
        + because(happening.reason(), happening.message());
  }

  @Override
  public String suspended(Happening.Suspended happening) {
    return "suspended: nothing new starts until spec.suspend is false";
  }

  @Override
  public String resumed(Happening.Resumed happening) {
    return "resumed";
  }

  @Override
  public String commandHandled(Happening.CommandHandled happening) {
    String command = "command phaserollout.dev/" + happening.command() + "=" + happening.token();
    return happening.refusal().map(why -> command + " refused: " + why).orElse(command + " obeyed");
  }

  private static String because(String reason, String message) {
    if (message.isEmpty()) {
      return reason.isEmpty() ? "" : ": " + reason;
    }
    return ": " + message + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  private static String after(Optional<Instant> from, Instant to) {
    return from.map(began -> " in " + text(began, to)).orElse("");
  }

  /** Seconds with a tenth below a minute, then hours, minutes and seconds. */
  private static String text(Instant from, Instant to) {
    Duration took = from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    if (took.toMinutes() == 0) {
      return took.toSeconds() + "." + took.toMillisPart() / 100 + "s";
    }
    String hours = took.toHours() == 0 ? "" : took.toHours() + "h";
    return hours + took.toMinutesPart() + "m" + took.toSecondsPart() + "s";
  }
}
