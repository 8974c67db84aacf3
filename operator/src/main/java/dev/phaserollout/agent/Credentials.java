package dev.phaserollout.agent;

import java.security.KeyPair;
import java.util.List;

/** With what the workspace is read and pushed to. */
sealed interface Credentials {

  /** Nothing: a public repository, or a folder. */
  record None() implements Credentials {}

  /** A name and a password or token, for HTTP. */
  record Password(String name, String password) implements Credentials {
    @Override
    public String toString() {
      return "Password[" + name + "]";
    }
  }

  /**
   * A key, for SSH.
   *
   * @param knownHosts lines of a {@code known_hosts} file; other servers are not talked to
   */
  record SshKey(KeyPair key, List<String> knownHosts) implements Credentials {
    @Override
    public String toString() {
      return "SshKey[]";
    }
  }
}
