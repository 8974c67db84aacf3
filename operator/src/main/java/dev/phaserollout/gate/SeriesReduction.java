package dev.phaserollout.gate;

import dev.phaserollout.api.Reduce;
import dev.phaserollout.gate.PrometheusAnswer.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * From series to one value, failing closed: no series, several without {@code reduce}, and any that
 * is no finite number say nothing.
 */
final class SeriesReduction {

  private SeriesReduction() {}

  static SourceAnswer of(List<Sample> samples, @Nullable Reduce reduce) {
    if (samples.isEmpty()) {
      return new SourceAnswer.Unclear(
          "no data: the query selects no series now; check its names, and that they are scraped");
    }
    if (samples.size() > 1 && reduce == null) {
      return new SourceAnswer.Unclear(
          samples.size() + " series, needed one; aggregate them in the query, or set reduce");
    }
    if (samples.size() > MeasuredValue.NUMBERS_MAX) {
      return new SourceAnswer.Unclear(
          "more than " + MeasuredValue.NUMBERS_MAX + " series; aggregate them in the query");
    }
    Optional<Sample> noNumber =
        samples.stream().filter(sample -> !Double.isFinite(sample.number())).findFirst();
    if (noNumber.isPresent()) {
      return new SourceAnswer.Unclear(
          "measured "
              + NumberText.of(noNumber.get().number())
              + (samples.size() == 1 ? "" : " in one of " + samples.size() + " series")
              + ", which is no number; is there no traffic?");
    }
    return value(samples, reduce);
  }

  private static SourceAnswer value(List<Sample> samples, @Nullable Reduce reduce) {
    double first = samples.get(0).number();
    if (samples.size() == 1 || reduce == null) {
      return new SourceAnswer.Value(MeasuredValue.of(first));
    }
    if (reduce == Reduce.Unknown) {
      return new SourceAnswer.Broken("reduce is a word that this version does not know");
    }
    double reduced = reduced(samples.stream().mapToDouble(Sample::number), reduce);
    if (!Double.isFinite(reduced)) {
      return new SourceAnswer.Unclear(reduce + " of the series is no finite number");
    }
    List<Object> numbers = samples.stream().map(sample -> (Object) sample.number()).toList();
    return new SourceAnswer.Value(
        MeasuredValue.reduced(reduced, numbers, reduce + " of " + samples.size() + " series"));
  }

  private static double reduced(DoubleStream numbers, Reduce reduce) {
    return switch (reduce) {
      case Max -> numbers.max().orElse(Double.NaN);
      case Min -> numbers.min().orElse(Double.NaN);
      case Sum -> numbers.sum();
      case Avg -> numbers.average().orElse(Double.NaN);
      case Unknown -> Double.NaN;
    };
  }
}
