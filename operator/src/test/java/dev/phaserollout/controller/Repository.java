package dev.phaserollout.controller;

import dev.phaserollout.agent.GitServer;
import dev.phaserollout.agent.Project;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Git repository on a server that asks for a password, which is in a Secret of the rollouts'
 * namespace. In specs, {@code URL} is its address.
 */
final class Repository implements AutoCloseable {

  private static final String SECRET = "git-credentials";

  private final Project project;
  private final GitServer server;
  private final Workplace place;

  private Repository(Project project, GitServer server, Workplace place) {
    this.project = project;
    this.server = server;
    this.place = place;
  }

  /** Served from the folder, with its Secret. */
  static Repository in(Path folder, Workplace place) throws IOException {
    Repository repository = new Repository(Project.in(folder), GitServer.of(folder), place);
    repository.createSecret();
    return repository;
  }

  Project project() {
    return project;
  }

  String url() {
    return server.url("shop.git");
  }

  /** Creates a rollout that works in the repository. */
  void apply(String name, String spec) {
    place.apply(
        name,
        """
        release: {version: v1.0.0}
        workspace:
          git:
            url: URL
            branch: main
            credentialsSecretRef: {name: git-credentials}
            author: {name: Release Bot, email: bot@example.com}
        stepDefaults: {image: IMAGE}
        """
                .replace("URL", url())
            + spec.replace("URL", url()));
  }

  /** The subjects of the branch's commits, oldest first, without the one that was there before. */
  List<String> commits() {
    return project
        .server()
        .run(
            "log",
            "--reverse",
            "--format=%s",
            project.server().run("rev-list", "--max-parents=0", "main") + "..main")
        .lines()
        .toList();
  }

  void createSecret() {
    place
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(place.namespace())
                .endMetadata()
                .addToStringData("username", GitServer.NAME)
                .addToStringData("password", GitServer.PASSWORD)
                .build())
        .create();
  }

  void deleteSecret() {
    place.client().secrets().inNamespace(place.namespace()).withName(SECRET).delete();
  }

  @Override
  public void close() {
    server.close();
  }
}
