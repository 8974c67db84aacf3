package dev.phaserollout.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Prometheus answers to an instant query (its {@code docs/querying/api.md}), read strictly:
 * what is not plainly a set of numbers is no set of numbers.
 */
sealed interface PrometheusAnswer {

  /** The series, each with its labels and its number, which may be NaN or infinite. */
  record Series(List<Sample> samples) implements PrometheusAnswer {}

  /** One series of an answer. */
  record Sample(Map<String, String> labels, double number) {}

  /** The answer is only part of what was asked for. */
  record Partial(String warning) implements PrometheusAnswer {}

  /** The query was refused or could not be evaluated, in Prometheus's own words. */
  record Refused(String error) implements PrometheusAnswer {}

  /** This is no answer of Prometheus, or not one to a query for numbers. */
  record Strange(String why) implements PrometheusAnswer {}

  /** Reads an answer, whatever it is. */
  static PrometheusAnswer read(HttpAnswer.Answered answered) {
    Optional<JsonNode> json = answered.json();
    Optional<String> status = json.map(tree -> tree.path("status").asText(""));
    if (json.isPresent() && status.orElse("").equals("error")) {
      String error = OneLine.of(json.get().path("error").asText(""));
      return new Refused(error.isEmpty() ? "without saying why" : error);
    }
    if (answered.status() != 200) {
      return new Strange(answered.unexpectedStatus());
    }
    if (json.isEmpty() || !status.orElse("").equals("success")) {
      return new Strange("answered with what is no answer of a Prometheus API; check its address");
    }
    JsonNode warning = json.get().path("warnings").path(0);
    return warning.isMissingNode()
        ? ofData(json.get().path("data"))
        : new Partial(OneLine.of(warning.asText()));
  }

  private static PrometheusAnswer ofData(JsonNode data) {
    String type = data.path("resultType").asText("");
    JsonNode result = data.path("result");
    return switch (type) {
      case "scalar" -> ofSeries(Stream.of(number(result)).flatMap(Optional::stream).toList(), 1);
      case "vector" -> ofVector(result);
      case "matrix" ->
          new Strange("gives series over time, and one number is needed; wrap it, as in rate(…)");
      default -> new Strange("gives a result of type '" + OneLine.of(type) + "', and no numbers");
    };
  }

  private static PrometheusAnswer ofSeries(List<Sample> samples, int expected) {
    return samples.size() == expected
        ? new Series(samples)
        : new Strange("gives histograms or what is no number; name a quantile or count of them");
  }

  private static PrometheusAnswer ofVector(JsonNode result) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode series : result) {
      Optional<Sample> sample = number(series.path("value"));
      sample.ifPresent(
          found -> samples.add(new Sample(labels(series.path("metric")), found.number())));
    }
    return ofSeries(samples, result.size());
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> label : metric.properties()) {
      labels.put(label.getKey(), label.getValue().asText());
    }
    return labels;
  }

  /** A pair of a time and a number, which is a text because JSON has no NaN. */
  private static Optional<Sample> number(JsonNode pair) {
    JsonNode text = pair.path(1);
    if (!text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Sample(Map.of(), parse(text.textValue())));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static double parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
