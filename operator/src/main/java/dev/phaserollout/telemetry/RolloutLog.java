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
    LoggingEventBuilder line = happening.bad() ? log.atWarn() : log.atInfo();
    line =
        line.addKeyValue("namespace", namespace)
            .addKeyValue("rollout", rollout)
            .addKeyValue("run", place.run());
    line = with(line, "phase", place.phase());
    line = with(line, "step", place.step());
    line = with(line, "attempt", place.attempt());
    if (place.compensation()) {
      line = line.addKeyValue("role", "rollback");
    }
    if (happening instanceof QuestionHappening question) {
      line = line.addKeyValue("question", question.asked().id());
    }
    line = with(line, "trace_id", place.trace().map(TraceContext::traceId));
    line.addKeyValue("happening", happening.getClass().getSimpleName()).log(happening.text());
  }

  private static LoggingEventBuilder with(LoggingEventBuilder line, String key, Optional<?> value) {
    return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
  }
}
