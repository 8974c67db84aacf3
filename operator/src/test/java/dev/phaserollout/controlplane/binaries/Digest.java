package dev.phaserollout.controlplane.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A checksum, written {@code SHA-256:<hex>}.
 *
 * @param algorithm {@code SHA-256} or {@code SHA-512}
 * @param hex the value in lower case
 */
public record Digest(String algorithm, String hex) {
  private static final int BUFFER_BYTES = 1 << 16;

  static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (!text.startsWith("SHA-256:") && !text.startsWith("SHA-512:")) {
      throw new IllegalArgumentException(
          "digest '" + text + "': expected SHA-256:<hex> or SHA-512:<hex>");
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The same kind of checksum of a file. */
  Digest of(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return new Digest(algorithm, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
