package dev.phaserollout.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A private key of SSH, from the text of a Secret. */
final class PrivateKey {

  private PrivateKey() {}

  /** The key; a passphrase beside it, under {@code passphrase}, opens it. */
  static KeyPair read(SecretFolder secret, String name, String text) {
    Optional<String> passphrase = secret.value("passphrase");
    try (InputStream lines =
        new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.US_ASCII))) {
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(name),
              lines,
              passphrase.map(FilePasswordProvider::of).orElse(FilePasswordProvider.EMPTY));
      Iterator<KeyPair> found = keys == null ? Collections.emptyIterator() : keys.iterator();
      if (found.hasNext()) {
        return found.next();
      }
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      // What the library says of a key may quote it; it is not passed on.
      throw refused(secret, name);
    }
    throw refused(secret, name);
  }

  private static AgentFailure refused(SecretFolder secret, String name) {
    return secret.refused(
        "found a key '" + name + "' that cannot be read",
        "a private key as ssh-keygen writes it, without passphrase or with it under 'passphrase'",
        "store the file as it is");
  }
}
