package dev.phaserollout.errand;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.phaserollout.errand.ErrandResult.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent leaves for the operator in its container's termination message: one flat object of
 * strings. {@code outcome}, {@code branch} and {@code commit}, or {@code reason} and {@code
 * passing} ({@code "true"} where another try may go well); and {@code message} for people.
 */
public final class TerminationMessage {

  /**
   * What the kubelet carries of one container; more of it is cut off, in the middle of the text.
   */
  private static final int BYTES_MAX = 4000;

  private static final String CUT = "…";

  /** What may be left of a character that was cut in two, the longest being a Unicode escape. */
  private static final int PART_MAX = 6;

  private static final JsonFactory JSON = new JsonFactory();

  private TerminationMessage() {}

  /** The object for an errand that has ended. */
  public static String of(ErrandEnd end) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (end instanceof ErrandResult result) {
      fields.put("outcome", result.outcome().name());
      fields.put("branch", result.branch());
      result.commit().ifPresent(commit -> fields.put("commit", commit));
    } else if (end instanceof ErrandFailure failure) {
      fields.put("reason", failure.reason());
      fields.put("passing", String.valueOf(failure.passing()));
    }
    return within(fields, end.message());
  }

  /**
   * What an agent has left; empty where it left nothing that can be read, because it was ended
   * before it could, or is of another version. A text that was cut off in the message, because the
   * pod has many containers, is read as far as it goes.
   */
  public static Optional<ErrandEnd> read(String text) {
    Map<String, String> fields = whole(text);
    String message = fields.getOrDefault("message", "");
    if (fields.containsKey("reason")) {
      boolean passing = Boolean.parseBoolean(fields.get("passing"));
      return Optional.of(new ErrandFailure(fields.get("reason"), passing, message));
    }
    return Outcome.ofWord(fields.getOrDefault("outcome", ""))
        .map(
            outcome ->
                new ErrandResult(
                    outcome,
                    fields.getOrDefault("branch", ""),
                    Optional.ofNullable(fields.get("commit")),
                    message));
  }

  /** The message stands last, so that all the rest is there while any of it is. */
  private static Map<String, String> whole(String text) {
    Map<String, String> fields = fields(text);
    for (int part = 0; fields.isEmpty() && part <= Math.min(PART_MAX, text.length()); part++) {
      Map<String, String> mended = fields(text.substring(0, text.length() - part) + CUT + "\"}");
      if (mended.getOrDefault("message", "").endsWith(CUT)) {
        fields = mended;
      }
    }
    return fields;
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          if (json.nextToken() != JsonToken.VALUE_STRING) {
            return Map.of();
          }
          fields.put(name, json.getText());
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT ? fields : Map.of();
    } catch (IOException noJson) {
      return Map.of();
    }
  }

  /** The message as far as it fits, with a mark where it goes on. */
  private static String within(Map<String, String> fields, String message) {
    String shown = message;
    String text = json(fields, shown);
    while (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      int end = Math.max(0, shown.length() - Math.max(1, shown.length() / 10) - CUT.length());
      if (end > 0 && Character.isHighSurrogate(shown.charAt(end - 1))) {
        end--;
      }
      shown = shown.substring(0, end) + CUT;
      text = json(fields, shown);
    }
    return text;
  }

  private static String json(Map<String, String> fields, String message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeStringField("message", message);
      json.writeEndObject();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return text.toString();
  }
}
