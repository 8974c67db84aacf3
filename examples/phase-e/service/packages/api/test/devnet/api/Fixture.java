package devnet.api;

import devnet.domain.AskAssistant;
import devnet.domain.Invoice;
import devnet.domain.Ledger;
import devnet.domain.Role;
import devnet.domain.SignIn;
import devnet.domain.SyncBilling;
import devnet.infrastructure.TokenAccounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes with a ledger of one invoice, and requests to them. */
final class Fixture {

  static final String USER = "user-of-the-tests";
  static final String ADMIN = "admin-of-the-tests";

  private Fixture() {}

  static Api api() {
    return api(() -> List.of(new Invoice("1", 100, "EUR")));
  }

  static Api api(Ledger ledger) {
    return new Api(
        new SignIn(new TokenAccounts(Map.of(USER, Role.USER, ADMIN, Role.ADMIN))),
        new SyncBilling(ledger),
        new AskAssistant(question -> Optional.of("You asked: " + question)),
        new Pages("<h1>devnet</h1>", "start()"));
  }

  static Request request(Route route, String token, String body) {
    return new Request(
        route.method(), route.path(), Map.of("Authorization", "Bearer " + token), body);
  }

  /** The environment of a service that can start. */
  static Map<String, String> environment() {
    return Map.of(
        "DEVNET_PORT", "0", "DEVNET_USER_TOKEN", USER, "DEVNET_ADMIN_TOKEN", ADMIN);
  }
}
