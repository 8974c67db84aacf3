package devnet.infrastructure;

import devnet.domain.Accounts;
import devnet.domain.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** Accounts by token. Tokens come from outside; none is in the code. */
public final class TokenAccounts implements Accounts {

  private final Map<String, Role> roles;

  public TokenAccounts(Map<String, Role> roles) {
    this.roles = Map.copyOf(roles);
  }

  @Override
  public Optional<Role> roleOf(String token) {
    return roles.entrySet().stream()
        .filter(account -> same(account.getKey(), token))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Takes as long for a token that is nearly right as for any other. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
