package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over SSH, with a key as ssh-keygen writes it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SshIT {

  @TempDir Path folder;

  private Project project;
  @AutoClose private SshGitServer server;
  private Bench bench;
  private SshKeyFile key;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    project = Project.in(folder);
    key = SshKeyFile.make(folder.resolve("key"), "ed25519");
    server = SshGitServer.of(folder, key.pair());
    bench = Bench.of(folder, server.url("shop.git"));
    bench.credential("ssh-privatekey", key.text()).credential("known_hosts", server.knownHost());
  }

  @Test
  void a_step_is_checked_out_committed_and_pushed() throws IOException {
    String base = project.head();
    ErrandResult finished =
        bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
    assertThat(finished.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.head()).isEqualTo(finished.commit().orElseThrow());
  }

  @Test
  void a_server_with_another_key_is_not_talked_to() throws IOException, GeneralSecurityException {
    KeyPair other = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    bench.credential("known_hosts", server.knownHost(other));
    assertThatThrownBy(() -> bench.pod(project.head()))
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.CheckoutFailed);
              assertThat(failure.isPassing()).isFalse();
              assertThat(failure.words()).contains("known_hosts", "ssh-keyscan");
            });
  }

  @Test
  void a_server_that_nobody_knows_is_not_talked_to() throws IOException {
    bench.credential("known_hosts", "# nobody");
    assertThatThrownBy(() -> bench.pod(project.head())).hasMessageContaining("known_hosts");
  }

  @Test
  void a_key_that_the_server_does_not_know_is_refused_in_words_that_mend_it() throws IOException {
    bench.credential(
        "ssh-privatekey", SshKeyFile.make(folder.resolve("stranger"), "ed25519").text());
    assertThatThrownBy(() -> bench.pod(project.head()))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("credentials are refused")
        .hasMessageContaining("credentialsSecretRef");
  }

  @Test
  void a_key_that_is_none_is_named_and_not_quoted() throws IOException {
    bench.credential("ssh-privatekey", "top secret");
    assertThatThrownBy(() -> bench.pod(project.head()))
        .hasMessageContaining("ssh-privatekey")
        .hasMessageNotContaining("top secret");
  }

  @Test
  void a_repository_that_is_not_there_is_named() throws IOException {
    Bench nowhere = Bench.of(folder, server.url("nowhere.git"));
    assertThatThrownBy(() -> nowhere.pod(project.head()))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("nowhere.git");
    assertThat(Files.exists(folder.resolve("nowhere.git"))).isFalse();
  }
}
