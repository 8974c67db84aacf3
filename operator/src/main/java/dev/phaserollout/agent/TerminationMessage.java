package dev.phaserollout.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

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

  private TerminationMessage() {}

  /** The object for an errand that went well. */
  public static String of(ErrandResult result) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("outcome", result.outcome().name());
    fields.put("branch", result.branch());
    result.commit().ifPresent(commit -> fields.put("commit", commit));
    return within(fields, result.message());
  }

  /** The object for an errand that failed. */
  public static String of(AgentFailure failure) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("reason", failure.reason().name());
    fields.put("passing", String.valueOf(failure.isPassing()));
    return within(fields, failure.words());
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
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
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
