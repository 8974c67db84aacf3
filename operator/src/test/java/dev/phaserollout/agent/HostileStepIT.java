package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step that wants the credentials, or wants the agent to run its code. What it tries leaves a
 * trace: credentials at a second server that is its own, or a file that its code writes.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileStepIT {

  @TempDir Path folder;

  private Project project;
  private GitServer server;
  private GitServer thief;
  private Bench bench;
  private Bench.Pod pod;
  private String base;
  private Path trace;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    thief = GitServer.of(folder);
    bench = Bench.of(folder, server.url("shop.git"));
    base = project.head();
    pod = bench.pod(base).write("docs/a.md", "a\n");
    trace = folder.resolve("trace");
  }

  @AfterEach
  void stop() {
    assertThat(thief.authorizations()).as("credentials at another server").isEmpty();
    assertThat(trace).as("what code of the step writes").doesNotExist();
    server.close();
    thief.close();
  }

  private void finishes() {
    String commit = pod.finish("observe", base, "docs").commit().orElseThrow();
    assertThat(project.head()).isEqualTo(commit);
    assertThat(project.file("docs/a.md")).isEqualTo("a");
  }

  private void config(String name, String value) {
    new GitProgram(pod.tree()).run("config", "--add", name, value);
  }

  private Path program(String name) throws IOException {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\ntouch " + trace + "\ncat\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void addresses_that_it_rewrites_are_not_used() {
    config("url." + thief.url("") + ".insteadOf", server.url(""));
    config("url." + thief.url("") + ".pushInsteadOf", server.url(""));
    config("remote.origin.url", thief.url("shop.git"));
    config("remote.origin.pushurl", thief.url("shop.git"));
    finishes();
  }

  @Test
  void proxies_and_credential_programs_of_it_are_not_used() throws IOException {
    config("http.proxy", thief.url(""));
    config("credential.helper", program("helper").toString());
    config("core.askPass", program("ask").toString());
    config("core.sshCommand", program("ssh").toString());
    config("core.gitProxy", program("proxy").toString());
    finishes();
  }

  @Test
  void hooks_of_it_do_not_run() throws IOException {
    for (String hook : new String[] {"pre-commit", "commit-msg", "pre-push", "post-commit"}) {
      Files.copy(program(hook), pod.tree().resolve(".git/hooks").resolve(hook));
    }
    config("core.hooksPath", folder.toString());
    finishes();
  }

  @Test
  void filters_and_attributes_of_it_do_not_run() throws IOException {
    config("filter.evil.clean", program("clean").toString());
    config("filter.evil.process", program("process").toString());
    config("diff.external", program("diff").toString());
    config("core.fsmonitor", program("monitor").toString());
    config("core.attributesFile", pod.tree().resolve("attributes").toString());
    pod.write("attributes", "* filter=evil\n").write("docs/.gitattributes", "* filter=evil\n");
    finishes();
  }

  @Test
  void line_ends_are_committed_as_they_are() throws IOException {
    config("core.autocrlf", "true");
    pod.write("docs/a.md", "a\n").write("docs/b.md", "b\r\n");
    finishes();
    assertThat(project.server().run("cat-file", "-s", "main:docs/b.md")).isEqualTo("3");
  }

  @Test
  void a_configuration_in_the_home_folder_is_not_read() throws IOException {
    // The home folder of a pod is shared by all of its containers.
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(org.eclipse.jgit.util.FS.DETECTED.userHome().toPath()).isEqualTo(home);
    IsolatedGit.enter();
    org.eclipse.jgit.util.SystemReader reader = org.eclipse.jgit.util.SystemReader.getInstance();
    org.eclipse.jgit.util.FS fs = org.eclipse.jgit.util.FS.DETECTED;
    assertThat(reader.openUserConfig(null, fs).getFile()).doesNotExist();
    assertThat(reader.openSystemConfig(null, fs).getFile()).doesNotExist();
    assertThat(reader.getenv("HOME")).isNull();
    finishes();
  }

  @Test
  void objects_that_it_spoils_are_not_used() throws IOException {
    Path objects = pod.tree().resolve(".git/objects");
    try (var all = Files.walk(objects)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "spoilt");
      }
    }
    Files.createDirectories(objects.resolve("info"));
    Files.writeString(objects.resolve("info/alternates"), bench.credentials() + "\n");
    finishes();
  }

  @Test
  void a_git_folder_that_is_a_link_elsewhere_is_not_followed() throws IOException {
    Path git = pod.tree().resolve(".git");
    Files.move(git, folder.resolve("moved"));
    Files.createSymbolicLink(git, bench.credentials());
    finishes();
  }

  @Test
  void a_link_to_the_credentials_is_refused_and_not_read() throws IOException {
    Files.createSymbolicLink(
        pod.tree().resolve("docs/password"), bench.credentials().resolve("password"));
    assertThatThrownBy(this::finishes)
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.CommitRefused);
              assertThat(failure.words()).contains("docs/password", "stays in the tree");
            });
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_folder_that_has_become_a_link_to_the_credentials_is_refused_and_not_read()
      throws IOException {
    Files.delete(pod.tree().resolve("docs/a.md"));
    Files.delete(pod.tree().resolve("docs/operations/runbook.md"));
    Files.delete(pod.tree().resolve("docs/operations"));
    Files.delete(pod.tree().resolve("docs"));
    Files.createSymbolicLink(pod.tree().resolve("docs"), bench.credentials());
    assertThatThrownBy(this::finishes)
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("the link docs");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_repository_inside_the_tree_is_refused() throws IOException {
    new GitProgram(pod.tree().resolve("docs")).run("init", "-q", ".");
    assertThatThrownBy(this::finishes)
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("a Git repository of its own in docs");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void the_password_is_in_no_file_that_the_step_can_see() throws IOException {
    try (var all = Files.walk(pod.tree())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(GitServer.PASSWORD);
      }
    }
  }
}
