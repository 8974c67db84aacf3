package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * A key as {@code ssh-keygen} writes it.
 *
 * @param text the private key
 * @param publicText one line
 */
public record SshKeyFile(String text, String publicText) {

  public static SshKeyFile make(Path file, String type) throws IOException {
    try {
      Process process =
          new ProcessBuilder(
                  "ssh-keygen", "-q", "-t", type, "-N", "", "-C", "bot", "-f", file.toString())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("ssh-keygen: " + process.exitValue());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
    return new SshKeyFile(Files.readString(file), Files.readString(Path.of(file + ".pub")).strip());
  }

  public KeyPair pair() throws IOException, GeneralSecurityException {
    return SecurityUtils.loadKeyPairIdentities(
            null, () -> "key", new java.io.ByteArrayInputStream(text.getBytes()), null)
        .iterator()
        .next();
  }
}
