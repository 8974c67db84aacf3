package dev.phaserollout.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phaserollout.api.Container;
import dev.phaserollout.engine.Forecast;
import dev.phaserollout.engine.Forecast.Fate;
import dev.phaserollout.engine.Forecast.GateWatched;
import dev.phaserollout.engine.TimeSpan;
import dev.phaserollout.gate.GateQuery;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan for other programs: {@code {"rollout", "message", "runs": [{"run", "phases": [{"name",
 * "fate", "steps": […], "gates": […]}], …}]}}. What is absent is left out; times are as in a spec.
 */
final class PlanJson {

  // People read it on terminals, which obey characters that JSON allows.
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build()
          .writerWithDefaultPrettyPrinter();

  private record Plan(String rollout, String message, List<Run> runs) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Run(
      int run,
      String release,
      List<Phase> phases,
      @JsonProperty("finally") List<Step> finallySteps,
      List<String> undone,
      String result,
      String message,
      String longest) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Phase(
      String name,
      String fate,
      @Nullable String condition,
      int approvals,
      List<Step> steps,
      List<Gate> gates,
      String longest) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Step(
      String name,
      String fate,
      @Nullable String condition,
      @Nullable Integer turn,
      @Nullable Integer reusedFromRun,
      @Nullable Job job,
      @Nullable String longest,
      @Nullable String message) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Job(
      @Nullable String image, List<String> command, List<String> args, int attempts) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Gate(
      String path,
      boolean guardrail,
      boolean measured,
      String source,
      @Nullable String interval,
      @Nullable String duration,
      @Nullable Integer count,
      @Nullable String query) {}

  private PlanJson() {}

  static void write(String rollout, Forecast forecast, PrintStream out) {
    Plan plan =
        new Plan(rollout, forecast.message(), forecast.runs().stream().map(PlanJson::run).toList());
    try {
      out.println(WRITER.writeValueAsString(plan));
    } catch (JsonProcessingException neverOfRecords) {
      throw new UncheckedIOException(neverOfRecords);
    }
  }

  private static Run run(Forecast.Run run) {
    return new Run(
        run.number(),
        run.release(),
        run.phases().stream().map(PlanJson::phase).toList(),
        run.finallySteps().stream().map(PlanJson::step).toList(),
        run.undone(),
        run.result(),
        run.message(),
        TimeSpan.text(run.longest()));
  }

  private static Phase phase(Forecast.Phase phase) {
    return new Phase(
        phase.name(),
        word(phase.fate()),
        phase.condition().orElse(null),
        phase.approvals(),
        phase.steps().stream().map(PlanJson::step).toList(),
        phase.gates().stream().map(PlanJson::gate).toList(),
        TimeSpan.text(phase.longest()));
  }

  private static Step step(Forecast.Step step) {
    boolean runs = step.fate() == Fate.RUNS;
    return new Step(
        step.name(),
        word(step.fate()),
        step.condition().orElse(null),
        step.turn() == 0 ? null : step.turn(),
        step.reusedFromRun().orElse(null),
        step.job().map(job -> job(job, step.attempts())).orElse(null),
        runs ? TimeSpan.text(step.longest()) : null,
        step.message().isEmpty() ? null : step.message());
  }

  private static Job job(Container container, int attempts) {
    return new Job(container.image(), container.command(), container.args(), attempts);
  }

  private static Gate gate(GateWatched watched) {
    return new Gate(
        watched.owner(),
        watched.guardrail(),
        watched.measured(),
        GateWords.source(watched.gate()),
        watched.gate().interval(),
        watched.gate().duration(),
        watched.gate().count(),
        GateQuery.of(watched.gate(), Optional.empty()).orElse(null));
  }

  /** {@code Runs}, {@code NotReached}: as words of a status are written. */
  private static String word(Fate fate) {
    StringBuilder word = new StringBuilder();
    for (String part : fate.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
