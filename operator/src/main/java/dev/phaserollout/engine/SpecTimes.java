package dev.phaserollout.engine;

import dev.phaserollout.api.Backoff;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Retry;
import dev.phaserollout.api.StepDefaults;
import dev.phaserollout.api.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lengths of time: readable, and none that another one makes void. */
final class SpecTimes {

  private static final String HOW = "write whole numbers with their units and nothing between them";

  private final List<Problem> problems = new ArrayList<>();

  private SpecTimes() {}

  static Stream<Problem> check(PhaseRolloutSpec spec, SpecGraph graph) {
    SpecTimes times = new SpecTimes();
    Optional<Duration> run = times.aboveZero("spec.timeout", spec.timeout());
    List<Optional<Duration>> phases = new ArrayList<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      String field = "spec.phases[" + p + "].timeout";
      String written = spec.phases().get(p).timeout();
      Optional<Duration> phase = times.aboveZero(field, written);
      times.within(field, written, phase, run, "spec.timeout");
      phases.add(phase.or(() -> run));
    }
    times.defaults(spec.stepDefaults());
    for (SpecStep step : graph.steps()) {
      Optional<Duration> bound =
          step.phase().isPresent() ? phases.get(step.phaseIndex()) : Optional.empty();
      times.step(step, bound);
    }
    return times.problems.stream();
  }

  private void defaults(@Nullable StepDefaults defaults) {
    if (defaults != null) {
      aboveZero("spec.stepDefaults.timeout", defaults.timeout());
      aboveZero("spec.stepDefaults.startTimeout", defaults.startTimeout());
      retry("spec.stepDefaults.retry", defaults.retry());
    }
  }

  private void step(SpecStep place, Optional<Duration> ofPhase) {
    String field = place.field();
    String timeout = place.step().timeout();
    Optional<Duration> own = aboveZero(field + ".timeout", timeout);
    within(field + ".timeout", timeout, own, ofPhase, "the timeout of its phase or run");
    aboveZero(field + ".startTimeout", place.step().startTimeout());
    retry(field + ".retry", place.step().retry());
    Wait pause = place.step().pause();
    if (pause != null) {
      String wait = field + ".wait.duration";
      within(
          wait,
          pause.duration(),
          readable(wait, pause.duration()),
          ofPhase,
          "the timeout of its phase or run");
    }
  }

  private void retry(String field, @Nullable Retry retry) {
    Backoff backoff = retry == null ? null : retry.backoff();
    if (backoff != null) {
      String first = field + ".backoff.duration";
      Optional<Duration> duration = readable(first, backoff.duration());
      Optional<Duration> longest = readable(field + ".backoff.maxDuration", backoff.maxDuration());
      within(first, backoff.duration(), duration, longest, "maxDuration");
    }
  }

  private Optional<Duration> aboveZero(String field, @Nullable String written) {
    Optional<Duration> read = readable(field, written);
    if (read.isPresent() && read.get().isZero() && written != null) {
      add(
          field,
          written,
          "a duration above zero such as 30s, 10m or 1h30m (units h, m, s, ms)",
          HOW);
      return Optional.empty();
    }
    return read;
  }

  private Optional<Duration> readable(String field, @Nullable String written) {
    if (written == null || written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> read = TimeSpan.parse(written);
    if (read.isEmpty()) {
      add(field, written, TimeSpan.EXPECTED, HOW);
    }
    return read;
  }

  private void within(
      String field,
      @Nullable String written,
      Optional<Duration> length,
      Optional<Duration> bound,
      String boundName) {
    if (written != null
        && length.isPresent()
        && bound.isPresent()
        && length.get().compareTo(bound.get()) > 0) {
      add(
          field,
          written,
          "no more than " + TimeSpan.text(bound.get()) + ", which is " + boundName,
          "shorten this or lengthen that");
    }
  }

  private void add(String field, String value, String expected, String mend) {
    problems.add(Problem.of(field, value, expected, mend));
  }
}
