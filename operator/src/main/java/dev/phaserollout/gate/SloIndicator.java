package dev.phaserollout.gate;

import dev.phaserollout.api.LatencyIndicator;
import dev.phaserollout.api.RatioIndicator;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Expressions.Fault;
import dev.phaserollout.gate.SeriesSelector.Reading;
import java.util.Optional;

/**
 * Which events count, and which of them are bad, as PromQL over one window.
 *
 * <p>A missing series of bad events means that there was none; a missing series of all events, or
 * of fast ones, means that nothing is known. So only the first may be absent from an answer.
 */
sealed interface SloIndicator {

  /** PromQL for the number of all events within the window, such as {@code 5m}. */
  String total(String window);

  /** PromQL for the number of events that {@link #counts} says. */
  String counted(String window);

  /** What {@link #counted} counts. */
  Counts counts();

  /** The kind of events that are counted beside all of them. */
  enum Counts {
    BAD,
    GOOD
  }

  /** Counters of bad events and of all. */
  record Ratio(SeriesSelector errors, SeriesSelector all) implements SloIndicator {
    @Override
    public String total(String window) {
      return increase(all, window);
    }

    @Override
    public String counted(String window) {
      return increase(errors, window);
    }

    @Override
    public Counts counts() {
      return Counts.BAD;
    }
  }

  /** A bucket of a classic histogram (or any counter of fast events) and the counter of all. */
  record Fast(SeriesSelector fast, SeriesSelector all) implements SloIndicator {
    @Override
    public String total(String window) {
      return increase(all, window);
    }

    @Override
    public String counted(String window) {
      return increase(fast, window);
    }

    @Override
    public Counts counts() {
      return Counts.GOOD;
    }
  }

  /**
   * A native histogram, which has no series for a bucket: what is at or below a bound is computed.
   * Exact where the bound is one of a bucket, else Prometheus interpolates.
   *
   * @param bound as the user wrote it for {@code le}
   */
  record NativeFast(SeriesSelector fast, String bound, SeriesSelector all) implements SloIndicator {
    @Override
    public String total(String window) {
      return "histogram_count(" + increase(all, window) + ")";
    }

    @Override
    public String counted(String window) {
      String histogram = increase(fast, window);
      return "histogram_fraction(-Inf, "
          + bound
          + ", "
          + histogram
          + ") * histogram_count("
          + histogram
          + ")";
    }

    @Override
    public Counts counts() {
      return Counts.GOOD;
    }
  }

  /** What cannot be used, and why: {@code field} is relative to the source. */
  record Unfit(String field, String value, Fault fault) {}

  /** An indicator as it was understood: exactly one of the two is present. */
  record Understood(Optional<SloIndicator> indicator, Optional<Unfit> unfit) {}

  static Understood read(SloSource slo) {
    RatioIndicator ratio = slo.ratio();
    LatencyIndicator latency = slo.latency();
    if (ratio != null) {
      Reading errors = SeriesSelector.read(ratio.errors());
      Reading total = SeriesSelector.read(ratio.total());
      return both("ratio.errors", ratio.errors(), errors, "ratio.total", ratio.total(), total)
          .map(unfit -> new Understood(Optional.empty(), Optional.of(unfit)))
          .orElseGet(
              () ->
                  fit(new Ratio(errors.selector().orElseThrow(), total.selector().orElseThrow())));
    }
    if (latency != null) {
      Reading fast = SeriesSelector.read(latency.success());
      Reading total = SeriesSelector.read(latency.total());
      return both(
              "latency.success", latency.success(), fast, "latency.total", latency.total(), total)
          .map(unfit -> new Understood(Optional.empty(), Optional.of(unfit)))
          .orElseGet(
              () ->
                  ofLatency(
                      latency, fast.selector().orElseThrow(), total.selector().orElseThrow()));
    }
    return new Understood(
        Optional.empty(),
        Optional.of(new Unfit("", "", new Fault(0, "has neither ratio nor latency"))));
  }

  private static Understood ofLatency(
      LatencyIndicator latency, SeriesSelector fast, SeriesSelector all) {
    Optional<String> bound = fast.valueOf("le");
    boolean classic = fast.metric().filter(name -> !name.endsWith("_bucket")).isEmpty();
    if (classic || bound.isEmpty()) {
      return fit(new Fast(fast, all));
    }
    if (!bound.get().matches("[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
      return new Understood(
          Optional.empty(),
          Optional.of(
              new Unfit(
                  "latency.success",
                  latency.success(),
                  new Fault(0, "needs a number of seconds as le, such as le=\"0.5\""))));
    }
    return fit(new NativeFast(fast.without("le"), bound.get(), all.without("le")));
  }

  private static Optional<Unfit> both(
      String field, String value, Reading one, String other, String second, Reading two) {
    return one.fault()
        .map(fault -> new Unfit(field, value, fault))
        .or(() -> two.fault().map(fault -> new Unfit(other, second, fault)));
  }

  private static Understood fit(SloIndicator indicator) {
    return new Understood(Optional.of(indicator), Optional.empty());
  }

  private static String increase(SeriesSelector selector, String window) {
    return "sum(increase(" + selector.text() + "[" + window + "]))";
  }
}
