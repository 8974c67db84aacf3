package dev.phaserollout.gate;

import dev.phaserollout.gate.Provider.Auth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The {@code Authorization} of a request, read from its files anew each time. */
final class Authorization {

  private static final int LONGEST = 64 * 1024;

  private Authorization() {}

  /**
   * The value of the header; empty where the provider wants none.
   *
   * @throws Unreadable where a file has none; the message never has its content
   */
  static Optional<String> of(Auth auth) throws Unreadable {
    if (auth instanceof Auth.Bearer bearer) {
      return Optional.of("Bearer " + secret(bearer.tokenFile()));
    }
    if (auth instanceof Auth.Basic basic) {
      String pair = secret(basic.usernameFile()) + ":" + secret(basic.passwordFile());
      return Optional.of(
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return Optional.empty();
  }

  private static String secret(Path file) throws Unreadable {
    try {
      String secret = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
      if (secret.isEmpty() || secret.chars().anyMatch(Character::isISOControl)) {
        throw new Unreadable("the file " + file + " holds no credential of one line");
      }
      return secret;
    } catch (IOException unreadable) {
      throw new Unreadable(
          "the file "
              + file
              + " cannot be read ("
              + unreadable.getClass().getSimpleName()
              + "); check that it is mounted");
    }
  }

  /** A credential that cannot be had. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }
}
