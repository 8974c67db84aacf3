package devnet.api;

import devnet.testing.Check;
import java.util.Map;

/** Whatever is sent: it is refused in words, or harmless. */
final class InputValidationTest {

  private final Handler service = new Limited(Fixture.api());

  private Response ask(String question) {
    return service.handle(Fixture.request(Route.ASK, Fixture.USER, question));
  }

  void what_is_too_long_is_refused_by_size_before_it_is_read() {
    Check.same(413, ask("a".repeat(Limited.LONGEST + 1)).status());
    Check.same(400, ask("a".repeat(Limited.LONGEST)).status());
  }

  void control_characters_are_refused_and_line_ends_are_text() {
    Check.same(400, ask("a\u0000b").status());
    Check.same(200, ask("a\nb").status());
  }

  void what_looks_like_json_or_html_comes_back_as_text() {
    Check.contains(ask("\"},{\"a\":\"<b>").body(), "\\\"},{\\\"a\\\":\\\"<b>");
    Check.same("nosniff", ask("Why?").headers().get("x-content-type-options"));
  }

  void a_path_cannot_climb() {
    Request climbing =
        new Request("GET", "/../config/ledger.csv", Map.of(), "");
    Check.same(404, service.handle(climbing).status());
  }
}
