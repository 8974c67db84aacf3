package devnet.api;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the service is started with, from the environment.
 *
 * @param port where it listens; 0 lets the system choose
 * @param userToken secret
 * @param adminToken secret
 * @param ledger the books
 * @param faq questions and answers of the assistant
 * @param web the folder of the frontend
 */
record Settings(
    int port, String userToken, String adminToken, Path ledger, Path faq, Path web) {

  static Settings of(Map<String, String> env) {
    return new Settings(
        Integer.parseInt(env.getOrDefault("DEVNET_PORT", "8080")),
        secret(env, "DEVNET_USER_TOKEN"),
        secret(env, "DEVNET_ADMIN_TOKEN"),
        Path.of(env.getOrDefault("DEVNET_LEDGER", "config/ledger.csv")),
        Path.of(env.getOrDefault("DEVNET_FAQ", "config/faq.txt")),
        Path.of(env.getOrDefault("DEVNET_WEB", "packages/web")));
  }

  private static String secret(Map<String, String> env, String name) {
    String value = env.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          name + ": found nothing, expected a token; set it from the secret store");
    }
    return value;
  }
}
