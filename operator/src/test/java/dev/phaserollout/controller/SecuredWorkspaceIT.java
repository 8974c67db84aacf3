package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.agent.GitServer;
import dev.phaserollout.agent.Project;
import dev.phaserollout.agent.SshGitServer;
import dev.phaserollout.agent.SshKeyFile;
import dev.phaserollout.controlplane.TestCertificate;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Releases on a cluster whose Git server is known by its key or by an authority of its own. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecuredWorkspaceIT {

  private static final String GOOD = "Good \"git\" signature for bot@example.com";

  @TempDir Path folder;

  private final PodCluster cluster;
  private Workplace place;
  private Project project;

  SecuredWorkspaceIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() throws IOException {
    place = Workplace.withoutOperator(cluster, "secured");
    place.startOperator();
    project = Project.in(folder);
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void over_ssh_commits_and_tag_are_signed_and_each_is_told_once() throws Exception {
    SshKeyFile key = SshKeyFile.make(folder.resolve("key"), "ed25519");
    try (SshGitServer server = SshGitServer.of(folder, key.pair())) {
      secret(
          "git-credentials",
          Map.of("ssh-privatekey", key.text(), "known_hosts", server.knownHost()));
      secret("release-signing", Map.of("ssh-privatekey", key.text()));
      release(server.url("shop.git"), "signing: {secretRef: {name: release-signing}}");
    }
    Path allowed =
        Files.writeString(folder.resolve("allowed"), "bot@example.com " + key.publicText() + "\n");
    project.server().run("config", "gpg.ssh.allowedSignersFile", allowed.toString());
    assertThat(project.server().run("verify-commit", "main")).contains(GOOD);
    assertThat(project.server().run("verify-commit", "main~1")).contains(GOOD);
    assertThat(project.server().run("verify-tag", "v1.0.0")).contains(GOOD);
    await()
        .atMost(Workplace.SOON)
        .untilAsserted(
            () ->
                assertThat(told())
                    .containsExactlyInAnyOrder(
                        "CommitAdvanced: build/write committed "
                            + shortId("main~1")
                            + ", which is part of the branch",
                        "ReleaseCompleted: release v1.0.0 is complete: "
                            + shortId("main")
                            + " has its files and its tag"));
  }

  private List<String> told() {
    return place
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(place.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> event.getReason().matches("Commit.*|ReleaseCompleted"))
        .map(event -> event.getReason() + ": " + event.getNote())
        .toList();
  }

  @Test
  void over_https_the_authority_of_the_secret_is_believed() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, "internal", "DNS:localhost");
    try (GitServer server = GitServer.secured(folder, certificate.server())) {
      secret(
          "git-credentials",
          Map.of(
              "username",
              GitServer.NAME,
              "password",
              GitServer.PASSWORD,
              "ca.crt",
              Files.readString(certificate.pem())));
      release(server.url("shop.git"), "");
    }
  }

  private void release(String url, String more) {
    place.apply(
        "shop",
        """
        release: {version: v1.0.0}
        workspace:
          git:
            url: URL
            branch: main
            author: {name: Release Bot, email: bot@example.com}
            credentialsSecretRef: {name: git-credentials}
            MORE
        stepDefaults: {image: IMAGE}
        completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt}
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'echo a > docs/a.md; printf ''{"count":"1"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: count}]
                commit: {paths: [docs], message: 'docs: a'}
                gates: [{name: count, output: {name: count}, successCondition: result == 1}]
        """
            .replace("URL", url)
            .replace("MORE", more));
    place.awaitState("shop", "Succeeded");
    assertThat(project.subjects()).containsExactly("Complete v1.0.0", "docs: a", "Begin");
  }

  private String shortId(String commit) {
    return project.server().run("rev-parse", "--short=12", commit);
  }

  private void secret(String name, Map<String, String> values) {
    place
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(place.namespace())
                .endMetadata()
                .withStringData(values)
                .build())
        .create();
  }
}
