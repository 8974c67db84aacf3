package devnet.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, whatever it came over.
 *
 * @param headers by name; names are compared without case
 */
public record Request(String method, String path, Map<String, String> headers, String body) {

  public Request {
    Map<String, String> byName = new TreeMap<>();
    headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(byName);
  }

  /** The value of a header; empty where the request has none of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The token that the caller shows; empty text where none is shown. */
  String token() {
    String bearer = "Bearer ";
    return header("Authorization")
        .filter(value -> value.startsWith(bearer))
        .map(value -> value.substring(bearer.length()))
        .orElse("");
  }
}
