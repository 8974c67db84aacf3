package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures as Git itself judges them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignaturesIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void commits_and_tags_that_are_signed_with_a_key_of_ssh_are_good_to_git(String type)
      throws IOException {
    Project project = Project.in(folder);
    SshKeyFile key = SshKeyFile.make(folder.resolve("key"), type);
    Bench bench =
        Bench.of(folder, project.bare().toString()).signedWith("ssh-privatekey", key.text());
    String base = project.head();
    String commit =
        bench
            .pod(base)
            .write("docs/a.md", "a\n")
            .finish("observe", base, "docs")
            .commit()
            .orElseThrow();
    bench.run(bench.complete(commit));

    Path allowed =
        Files.writeString(folder.resolve("allowed"), "bot@example.com " + key.publicText() + "\n");
    project.server().run("config", "gpg.ssh.allowedSignersFile", allowed.toString());
    String good = "Good \"git\" signature for bot@example.com";
    assertThat(project.server().run("verify-commit", commit)).contains(good);
    assertThat(project.server().run("verify-commit", "main")).contains(good);
    assertThat(project.server().run("verify-tag", "v1.0.0")).contains(good);
  }
}
