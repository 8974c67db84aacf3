package devnet.api;

import devnet.domain.Role;
import devnet.testing.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every route, with every kind of caller: nobody gets further than their role. */
final class AuthorizationRegressionTest {

  private static final Map<Role, String> TOKENS =
      Map.of(Role.GUEST, "", Role.USER, Fixture.USER, Role.ADMIN, Fixture.ADMIN);

  private static List<String> letIn(String token, Role caller) {
    List<String> wrong = new ArrayList<>();
    for (Route route : Route.values()) {
      int status = Fixture.api().handle(Fixture.request(route, token, "x")).status();
      boolean refused =
          (status == 401 || status == 403) && route != Route.SIGN_IN;
      if (refused == caller.covers(route.needed())) {
        wrong.add(caller + " " + route + ": " + status);
      }
    }
    return wrong;
  }

  void every_caller_gets_what_their_role_allows_and_no_more() {
    TOKENS.forEach((role, token) -> Check.same(List.of(), letIn(token, role)));
  }

  void a_wrong_token_is_a_guest() {
    Check.same(List.of(), letIn("guess", Role.GUEST));
    Check.same(List.of(), letIn(Fixture.ADMIN + " ", Role.GUEST));
  }
}
