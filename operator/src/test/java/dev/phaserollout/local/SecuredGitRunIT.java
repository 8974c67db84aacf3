package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.GitServer;
import dev.phaserollout.agent.Project;
import dev.phaserollout.agent.SshGitServer;
import dev.phaserollout.agent.SshKeyFile;
import dev.phaserollout.controlplane.TestCertificate;
import dev.phaserollout.local.Workshop.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs with a server that is known by its key or by an authority, and with signatures. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecuredGitRunIT {

  private static final String GOOD = "Good \"git\" signature for bot@example.com";

  @TempDir Path folder;
  @AutoClose private Workshop workshop;
  private Project project;
  private SshKeyFile key;
  private Path credentials;
  private Path signing;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(Files.createDirectories(folder.resolve("workshop")));
    project = Project.in(folder);
    key = SshKeyFile.make(folder.resolve("key"), "ed25519");
    credentials = Files.createDirectories(folder.resolve("credentials"));
    signing = Files.createDirectories(folder.resolve("signing"));
    Files.writeString(credentials.resolve("ssh-privatekey"), key.text());
    Files.writeString(signing.resolve("ssh-privatekey"), key.text());
  }

  @Test
  void over_ssh_every_commit_and_the_tag_are_signed() throws Exception {
    try (SshGitServer server = SshGitServer.of(folder, key.pair())) {
      Files.writeString(credentials.resolve("known_hosts"), server.knownHost());
      Ended run = run(server.url("shop.git"), "0");
      assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }
    assertThat(project.subjects()).containsExactly("Complete v1.0.0", "docs: gated", "Begin");
    for (String commit : new String[] {"main", "main~1"}) {
      assertThat(signature("verify-commit", commit)).as(commit).contains(GOOD);
    }
    assertThat(signature("verify-tag", "v1.0.0")).contains(GOOD);
  }

  @Test
  void over_ssh_the_revert_is_signed_too() throws Exception {
    try (SshGitServer server = SshGitServer.of(folder, key.pair())) {
      Files.writeString(credentials.resolve("known_hosts"), server.knownHost());
      Ended run = run(server.url("shop.git"), "1");
      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    }
    assertThat(project.subjects()).containsExactly("Revert run 1 of shop", "docs: gated", "Begin");
    assertThat(signature("verify-commit", "main")).contains(GOOD);
  }

  @Test
  void a_server_with_another_key_than_known_hosts_has_is_not_talked_to() throws Exception {
    try (SshGitServer server = SshGitServer.of(folder, key.pair())) {
      KeyPair other = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
      Files.writeString(credentials.resolve("known_hosts"), server.knownHost(other));
      Ended run = run(server.url("shop.git"), "0");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains("the server's key is not among known_hosts", "ssh-keyscan")
          .doesNotContain("build/write");
    }
    assertThat(project.subjects()).containsExactly("Begin");
  }

  @Test
  void over_https_the_authority_comes_with_the_credentials() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, "internal", "DNS:localhost");
    Files.writeString(credentials.resolve("username"), GitServer.NAME);
    Files.writeString(credentials.resolve("password"), GitServer.PASSWORD);
    try (GitServer server = GitServer.secured(folder, certificate.server())) {
      Ended refused = run(server.url("shop.git"), "0");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.out()).contains("its certificate is not trusted", "ca.crt");

      Files.copy(certificate.pem(), credentials.resolve("ca.crt"));
      Ended run = run(server.url("shop.git"), "0");
      assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }
    assertThat(project.subjects()).containsExactly("Complete v1.0.0", "docs: gated", "Begin");
  }

  private Ended run(String url, String last) throws IOException {
    workshop.rollout(
        """
        release: {version: v1.0.0}
        workspace:
          git:
            url: URL
            branch: main
            author: {name: Release Bot, email: bot@example.com}
            credentialsSecretRef: {name: git}
            signing: {secretRef: {name: signing}}
        completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt}
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'echo SLO >docs/slo.md; echo "{\\"count\\": \\"1\\"}" >"$PHASEROLLOUT_OUTPUTS"']}
                outputs: [{name: count}]
                commit: {paths: [docs], message: "docs: gated"}
                gates: [{name: count, output: {name: count}, successCondition: result == 1}]
          - name: ship
            steps: [{name: last, run: {command: [sh, -c, exit LAST]}}]
        """
            .replace("URL", url)
            .replace("LAST", last));
    return workshop.run(
        "--plain",
        "--git-credentials",
        credentials.toString(),
        "--git-signing",
        signing.toString());
  }

  /** What Git itself says of a signature. */
  private String signature(String verb, String object) throws IOException {
    Path allowed =
        Files.writeString(folder.resolve("allowed"), "bot@example.com " + key.publicText() + "\n");
    project.server().run("config", "gpg.ssh.allowedSignersFile", allowed.toString());
    return project.server().run(verb, object);
  }
}
