package dev.phaserollout.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The users whom the API server knows from its start, each with a random token. Everybody else is
 * impersonated: the API server reads its token file only once.
 */
final class Tokens {
  static final User CONTROLLER_MANAGER =
      new User("kube-controller-manager", List.of("system:masters"));

  private final Map<String, String> tokenByName = new TreeMap<>();
  private final Map<String, User> userByName = new TreeMap<>();

  Tokens() {
    SecureRandom random = new SecureRandom();
    for (User user : List.of(User.ADMIN, User.ALICE, User.BOB, CONTROLLER_MANAGER)) {
      byte[] token = new byte[16];
      random.nextBytes(token);
      tokenByName.put(user.name(), HexFormat.of().formatHex(token));
      userByName.put(user.name(), user);
    }
  }

  /** The credentials of any user. */
  Credentials of(User user) {
    return user.equals(userByName.get(user.name()))
        ? new Credentials(token(user), Optional.empty())
        : new Credentials(token(User.ADMIN), Optional.of(user));
  }

  /** Writes the file that {@code kube-apiserver --token-auth-file} takes. */
  void write(Path file) {
    StringBuilder lines = new StringBuilder();
    for (User user : userByName.values()) {
      String groups = String.join(",", user.groups());
      lines.append(token(user) + "," + user.name() + "," + user.name() + ",\"" + groups + "\"\n");
    }
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the token file", e);
    }
  }

  private String token(User user) {
    return tokenByName.get(user.name());
  }
}
