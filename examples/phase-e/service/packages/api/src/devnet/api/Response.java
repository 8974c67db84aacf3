package devnet.api;

import java.util.Map;
import java.util.TreeMap;

/** What is answered. */
public record Response(int status, Map<String, String> headers, String body) {

  static Response json(int status, String body) {
    return new Response(status, Map.of("content-type", "application/json"), body);
  }

  static Response text(int status, String type, String body) {
    return new Response(status, Map.of("content-type", type), body);
  }

  /** A refusal or failure, with its reason. */
  static Response error(int status, String reason) {
    return json(status, "{\"error\":" + Json.text(reason) + "}");
  }

  /** The same with one header more. */
  public Response with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Response(status, Map.copyOf(more), body);
  }
}
