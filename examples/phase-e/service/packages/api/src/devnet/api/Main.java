package devnet.api;

import devnet.domain.AskAssistant;
import devnet.domain.Role;
import devnet.domain.SignIn;
import devnet.domain.SyncBilling;
import devnet.infrastructure.FaqAssistant;
import devnet.infrastructure.FileLedger;
import devnet.infrastructure.TokenAccounts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Map;

/** Puts the service together, and starts it. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    start(System.getenv(), System.out);
  }

  /**
   * Starts the service.
   *
   * @param log where it says what it does
   */
  static Server start(Map<String, String> env, PrintStream log) throws IOException {
    Settings settings = Settings.of(env);
    Map<String, Role> roles =
        Map.of(settings.userToken(), Role.USER, settings.adminToken(), Role.ADMIN);
    Handler handler =
        new Api(
            new SignIn(new TokenAccounts(roles)),
            new SyncBilling(new FileLedger(settings.ledger())),
            new AskAssistant(FaqAssistant.of(Files.readAllLines(settings.faq()))),
            Pages.in(settings.web()));
    // What goes round the routes is added here, the innermost first.
    Server server = Server.start(settings.port(), handler);
    log.println("listening on " + server.port());
    return server;
  }
}
