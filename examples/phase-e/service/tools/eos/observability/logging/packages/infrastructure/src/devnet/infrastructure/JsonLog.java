package devnet.infrastructure;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.StringJoiner;

/** A structured log: a JSON object a line, which programs can search. */
public final class JsonLog {

  private final PrintStream out;
  private final Clock clock;

  public JsonLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Writes a line.
   *
   * @param correlationId what all lines about one request have in common
   * @param fields more that is known, in their order
   */
  public void line(String correlationId, String message, Map<String, String> fields) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(pair("time", clock.instant().toString()));
    json.add(pair("correlationId", correlationId));
    json.add(pair("message", message));
    fields.forEach((name, value) -> json.add(pair(name, value)));
    out.println(json);
  }

  private static String pair(String name, String value) {
    return quoted(name) + ":" + quoted(value);
  }

  /** What a caller sends must not be able to end its quotes, or to begin a line of its own. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .map(character -> character < ' ' ? ' ' : character)
        .forEach(
            character -> {
              if (character == '"' || character == '\\') {
                json.append('\\');
              }
              json.append((char) character);
            });
    return json.append('"').toString();
  }
}
