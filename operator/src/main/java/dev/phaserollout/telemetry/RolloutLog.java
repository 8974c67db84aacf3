package dev.phaserollout.telemetry;

import dev.phaserollout.api.TraceContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** A line for every happening: the sentence, and beside it where it happened, for machines. */
final class RolloutLog {

  /** What lines are filtered by. */
  static final String NAME = "dev.phaserollout.rollout";

  private final Logger log;

  RolloutLog(Logger log) {
    this.log = log;
  }

  void tell(String namespace, String rollout, Happening happening) {
    Place place = happening.place();
    LoggingEventBuilder line = bad(happening) ? log.atWarn() : log.atInfo();
    line =
        line.addKeyValue("namespace", namespace)
            .addKeyValue("rollout", rollout)
            .addKeyValue("run", place.run());
    line = with(line, "phase", place.phase());
    line = with(line, "step", place.step());
    line = with(line, "attempt", place.attempt());
    line = with(line, "trace_id", place.trace().map(TraceContext::traceId));
    line.addKeyValue("happening", happening.getClass().getSimpleName())
        .log(happening.accept(HappeningText.INSTANCE));
  }

  private static LoggingEventBuilder with(LoggingEventBuilder line, String key, Optional<?> value) {
    return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
  }

  /** Whether somebody may have to look. */
  private static boolean bad(Happening happening) {
    if (happening instanceof Happening.RunEnded ended) {
      return StatusWords.bad(ended.result());
    }
    if (happening instanceof Happening.RunSettled settled) {
      return StatusWords.bad(settled.result());
    }
    if (happening instanceof Happening.PhaseEnded ended) {
      return StatusWords.bad(ended.state());
    }
    if (happening instanceof Happening.StepEnded ended) {
      return StatusWords.bad(ended.state());
    }
    if (happening instanceof Happening.AttemptEnded ended) {
      return StatusWords.bad(ended.outcome());
    }
    if (happening instanceof Happening.CommandHandled command) {
      return command.refusal().isPresent();
    }
    return happening instanceof Happening.SpecRefused
        || happening instanceof Happening.NotReadyToStart
        || happening instanceof Happening.AttemptStopping
        || happening instanceof Happening.StepRetries
        || happening instanceof Happening.StepTrouble;
  }
}
