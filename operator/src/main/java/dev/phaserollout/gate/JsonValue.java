package dev.phaserollout.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value at one place of a JSON answer, within the bounds of {@link MeasuredValue}. */
final class JsonValue {

  private JsonValue() {}

  static SourceAnswer at(String jsonPath, JsonNode tree) {
    JsonPath.Reading reading = JsonPath.read(jsonPath);
    if (reading.path().isEmpty()) {
      return new SourceAnswer.Broken(
          "jsonPath '" + jsonPath + "' " + reading.fault().orElseThrow().message());
    }
    Optional<JsonNode> node = reading.path().get().in(tree);
    return node.map(found -> of(jsonPath, found))
        .orElseGet(
            () ->
                new SourceAnswer.Unclear(
                    "no data: there is nothing at " + jsonPath + " of the answer"));
  }

  private static SourceAnswer of(String jsonPath, JsonNode node) {
    if (node.isObject()) {
      return new SourceAnswer.Unclear(
          "an object stands at " + jsonPath + ", needed a value; name one of its members");
    }
    if (node.isArray()) {
      return ofList(jsonPath, node);
    }
    if (node.isTextual() && node.textValue().length() > MeasuredValue.TEXT_MAX) {
      return new SourceAnswer.Unclear(
          "the text at " + jsonPath + " is longer than " + MeasuredValue.TEXT_MAX + " characters");
    }
    Object value = scalar(node);
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? new SourceAnswer.Value(MeasuredValue.of(number))
          : new SourceAnswer.Unclear("the number at " + jsonPath + " is too large to compare");
    }
    return new SourceAnswer.Value(
        value instanceof Boolean truth
            ? MeasuredValue.of(truth)
            : MeasuredValue.ofForeignText(node.textValue()));
  }

  private static SourceAnswer ofList(String jsonPath, JsonNode list) {
    boolean texts = false;
    List<Object> values = new ArrayList<>();
    for (JsonNode node : list) {
      if (!comparable(node)) {
        return new SourceAnswer.Unclear(
            "the list at "
                + jsonPath
                + " holds more than numbers, truth values and texts of up to "
                + MeasuredValue.TEXTS_MAX
                + " characters");
      }
      texts |= node.isTextual();
      values.add(scalar(node));
    }
    int most = texts ? MeasuredValue.TEXTS_MAX : MeasuredValue.NUMBERS_MAX;
    if (values.isEmpty() || values.size() > most) {
      return new SourceAnswer.Unclear(
          "the list at "
              + jsonPath
              + " has "
              + values.size()
              + " values, needed from 1 to "
              + most);
    }
    return new SourceAnswer.Value(MeasuredValue.ofList(List.copyOf(values)));
  }

  private static boolean comparable(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().length() <= MeasuredValue.TEXTS_MAX;
    }
    return node.isBoolean() || (node.isNumber() && Double.isFinite(node.doubleValue()));
  }

  private static Object scalar(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? node.booleanValue() : node.asText();
  }
}
