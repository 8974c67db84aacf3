package devnet.api;

import devnet.domain.AskAssistant;
import devnet.domain.LedgerUnreachable;
import devnet.domain.Role;
import devnet.domain.SignIn;
import devnet.domain.SyncBilling;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The routes of the service: who is asking, whether they may, and what they get. */
public final class Api implements Handler {

  private final SignIn signIn;
  private final SyncBilling billing;
  private final AskAssistant assistant;
  private final Pages pages;

  public Api(SignIn signIn, SyncBilling billing, AskAssistant assistant, Pages pages) {
    this.signIn = signIn;
    this.billing = billing;
    this.assistant = assistant;
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    Optional<Route> route =
        Arrays.stream(Route.values()).filter(known -> known.takes(request)).findFirst();
    if (route.isEmpty()) {
      return Response.error(404, "no such route");
    }
    Role needed = route.get().needed();
    Role caller = signIn.with(request.token()).orElse(Role.GUEST);
    if (!caller.covers(needed)) {
      return caller == Role.GUEST
          ? Response.error(401, "needs a token")
          : Response.error(403, "needs role " + needed.name().toLowerCase(Locale.ROOT));
    }
    try {
      return answer(route.get(), request);
    } catch (IllegalArgumentException refused) {
      return Response.error(400, refused.getMessage());
    } catch (LedgerUnreachable unreachable) {
      return Response.error(503, unreachable.getMessage());
    }
  }

  private Response answer(Route route, Request request) {
    return switch (route) {
      case PAGE -> Response.text(200, "text/html; charset=utf-8", pages.page());
      case SCRIPT -> Response.text(200, "text/javascript; charset=utf-8", pages.script());
      case HEALTH -> Response.json(200, "{\"status\":\"up\"}");
      case SIGN_IN -> signedIn(request);
      case INVOICES -> Response.json(200, Json.invoices(billing.invoices()));
      case ASK ->
          Response.json(200, "{\"answer\":" + Json.text(assistant.ask(request.body())) + "}");
      case SYNC_BILLING -> Response.json(200, "{\"synced\":" + billing.sync() + "}");
    };
  }

  private Response signedIn(Request request) {
    return signIn
        .with(request.body())
        .map(role -> Response.json(200, "{\"role\":" + Json.text(role.name()) + "}"))
        .map(response -> response.with("cache-control", "no-store"))
        .orElseGet(() -> Response.error(401, "the token is wrong"));
  }
}
