package devnet.domain;

import java.util.Optional;

/** Port: who has an account. */
public interface Accounts {

  /** The role that a token stands for; empty where nobody has it. */
  Optional<Role> roleOf(String token);
}
