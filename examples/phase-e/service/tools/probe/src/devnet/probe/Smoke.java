package devnet.probe;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts what an environment serves, with the settings of that environment, and asks it for what
 * everybody relies on: {@code Smoke FOLDER}. Says all that is wrong at the end, and fails if
 * anything is.
 */
public final class Smoke {

  private final List<String> wrong = new ArrayList<>();

  private Smoke() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Smoke smoke = new Smoke();
    File log = Files.createTempFile("smoke", ".log").toFile();
    try (ServiceProcess service =
        ServiceProcess.start(folder, "classes", settings(folder.resolve("service.env")), log)) {
      smoke.ask(service, "GET", "/health/ready", "");
      smoke.ask(service, "GET", "/", "");
      smoke.ask(service, "POST", "/sessions", ServiceProcess.USER);
      smoke.ask(service, "POST", "/billing/sync", "");
      smoke.ask(service, "GET", "/invoices", "");
      smoke.ask(service, "POST", "/answers", "When is the invoice due?");
    } finally {
      Files.deleteIfExists(log.toPath());
    }
    if (!smoke.wrong.isEmpty()) {
      System.out.println("expected 200 everywhere, found " + String.join("; ", smoke.wrong));
      System.exit(1);
    }
  }

  private void ask(
      ServiceProcess service, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        service.ask(method, path, ServiceProcess.ADMIN, "smoke-" + path, body);
    System.out.println(method + " " + path + ": " + response.statusCode());
    if (response.statusCode() != 200) {
      wrong.add(method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
  }

  private static Map<String, String> settings(Path file) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return settings;
  }
}
