package dev.phaserollout.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key pair that signs the tokens of service accounts, made anew for each control plane.
 *
 * @param privateKey the PEM file that the API server and the controller manager sign with
 * @param publicKey the PEM file that the API server verifies with
 */
record ServiceAccountKeys(Path privateKey, Path publicKey) {

  /** Generates a pair and writes both files into a directory. */
  static ServiceAccountKeys generate(Path directory) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC"); // RSA takes far longer
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      return new ServiceAccountKeys(
          write(directory.resolve("service-account.key"), "PRIVATE KEY", pair.getPrivate()),
          write(directory.resolve("service-account.pub"), "PUBLIC KEY", pair.getPublic()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has elliptic curves", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the service account keys", e);
    }
  }

  private static Path write(Path file, String label, Key key) throws IOException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    String body = lines.encodeToString(key.getEncoded());
    return Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }
}
