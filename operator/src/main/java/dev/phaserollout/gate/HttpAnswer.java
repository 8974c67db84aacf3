package dev.phaserollout.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** What came of asking a provider. */
sealed interface HttpAnswer {

  /**
   * It answered, in whole.
   *
   * @param json the body, which is never shown; empty where it is no JSON
   */
  record Answered(int status, Optional<JsonNode> json) implements HttpAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answered of(int status, byte[] body) {
      try {
        JsonNode tree = JSON.readTree(body);
        return new Answered(status, Optional.of(tree).filter(node -> !node.isMissingNode()));
      } catch (JsonProcessingException noJson) {
        return new Answered(status, Optional.empty());
      } catch (IOException unreadable) {
        throw new IllegalStateException("bytes in memory cannot fail to be read", unreadable);
      }
    }

    /** The status as the end of a sentence about the provider, with what it suggests. */
    String unexpectedStatus() {
      String hint =
          switch (status / 100) {
            case 3 -> ", a redirect; none is followed, so configure the address it leads to";
            case 4 ->
                status == 401 || status == 403
                    ? "; check its credentials in the operator's configuration"
                    : status == 404 ? "; check its address and the path" : "";
            default -> "";
          };
      return "answered HTTP " + status + hint;
    }
  }

  /**
   * It did not answer, or not within the limits.
   *
   * @param why the end of a sentence about the provider
   */
  record Failed(String why) implements HttpAnswer {}
}
