package dev.phaserollout.gate;

import dev.phaserollout.api.OutputSource;
import dev.phaserollout.engine.Expressions.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The output of a step as a value. Outputs are texts; one that is a plain number is compared as a
 * number, because that is what {@code result >= 98.0} means. Any other is compared as it stands.
 */
final class OutputValue {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,30}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

  private OutputValue() {}

  /**
   * Reads.
   *
   * @param own the step that the gate belongs to
   */
  static SourceAnswer of(OutputSource source, Optional<String> own, Scope scope) {
    Optional<String> step = Optional.ofNullable(source.step()).or(() -> own);
    if (step.isEmpty()) {
      return new SourceAnswer.Broken("output.step is not set, and the gate belongs to no step");
    }
    Map<String, String> outputs = scope.outputs().getOrDefault(step.get(), Map.of());
    String text = outputs.get(source.name());
    if (text == null) {
      return new SourceAnswer.Unclear(
          "no data: step '" + step.get() + "' has no output '" + source.name() + "'");
    }
    if (text.length() > MeasuredValue.TEXT_MAX) {
      return new SourceAnswer.Unclear(
          "output '"
              + source.name()
              + "' is longer than "
              + MeasuredValue.TEXT_MAX
              + " characters");
    }
    String trimmed = text.strip();
    if (!NUMBER.matcher(trimmed).matches()) {
      return new SourceAnswer.Value(MeasuredValue.ofKnownText(text));
    }
    double number = Double.parseDouble(trimmed);
    return Double.isFinite(number)
        ? new SourceAnswer.Value(MeasuredValue.of(number))
        : new SourceAnswer.Unclear("output '" + source.name() + "' is too large to compare");
  }
}
