package dev.phaserollout.agent;

import java.util.Optional;

/**
 * Reads the key that signs commits and tags from a mounted Secret: {@code ssh-privatekey}, or
 * {@code gpg-privatekey} as gpg exports it, each with {@code passphrase} where it has one.
 */
final class SigningReader {

  private static final String SSH = "ssh-privatekey";
  private static final String PGP = "gpg-privatekey";

  private SigningReader() {}

  static CommitSigner read(SecretFolder secret) {
    Optional<String> ssh = secret.value(SSH);
    if (ssh.isPresent()) {
      return new SshCommitSigner(PrivateKey.read(secret, SSH, ssh.get()));
    }
    return secret
        .value(PGP)
        .map(key -> PgpCommitSigner.of(secret, PGP, key))
        .orElseThrow(
            () ->
                secret.refused(
                    "found " + secret.keys(), SSH + " or " + PGP, "add one of them to the Secret"));
  }
}
