package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CredentialsReaderTest {

  private static final String URL = "https://git.example.com/shop.git";

  @TempDir Path folder;

  private Credentials read() {
    return CredentialsReader.read(
        Optional.of(new SecretFolder(folder, "workspace.git.credentialsSecretRef")),
        RemoteAddress.of(URL));
  }

  @Test
  void an_authority_alone_is_enough_where_everybody_may_read() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "of the server");
    assertThat(read()).isEqualTo(new Credentials.None());
  }

  @Test
  void an_authority_does_not_stand_in_for_a_password_that_is_missing() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "of the server");
    Files.writeString(folder.resolve("username"), "bot");
    assertThatThrownBy(this::read)
        .hasMessageContaining("found the keys ca.crt, username")
        .hasMessageContaining("expected token, or username and password");
  }
}
