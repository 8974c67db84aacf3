package devnet.domain;

import java.util.Optional;

/** Use case: somebody says who they are. */
public final class SignIn {

  private final Accounts accounts;

  public SignIn(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The role of whoever shows this token; empty where the token is wrong. */
  public Optional<Role> with(String token) {
    return token.isBlank() ? Optional.empty() : accounts.roleOf(token);
  }
}
