package devnet.infrastructure;

import devnet.domain.Role;
import devnet.testing.Check;
import java.util.Map;
import java.util.Optional;

final class TokenAccountsTest {

  void only_the_whole_token_counts() {
    TokenAccounts accounts = new TokenAccounts(Map.of("secret", Role.USER, "other", Role.ADMIN));
    Check.same(Optional.of(Role.USER), accounts.roleOf("secret"));
    Check.same(Optional.of(Role.ADMIN), accounts.roleOf("other"));
    Check.same(Optional.empty(), accounts.roleOf("secre"));
  }
}
