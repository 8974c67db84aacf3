package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.GitProgram;
import dev.phaserollout.agent.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No room for what is to be written. A limit on the size of files stands in for a disk that is
 * full: it needs no rights, and writes fail in the midst of a file as they do there.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskIT {

  @TempDir Path folder;

  @Test
  void it_is_named_and_neither_the_users_tree_nor_the_origin_is_changed() throws Exception {
    Project project = Project.in(folder);
    byte[] large = new byte[8 << 20];
    new Random(7).nextBytes(large);
    Files.write(folder.resolve("desk/large.bin"), large);
    project.push("Add what is large");
    Path desk = folder.resolve("my-desk");
    new GitProgram(folder).run("clone", "-q", project.bare().toString(), desk.toString());
    String refs = project.refs();
    Workshop workshop = new Workshop(Files.createDirectories(folder.resolve("workshop")));
    workshop.rollout(
        """
        workspace: {git: {url: URL, branch: main}}
        phases:
          - name: build
            steps: [{name: write, run: {command: [sh, -c, 'echo a >>../../../../../ran']}}]
        """
            .replace("URL", project.bare().toString()));

    Path printed = folder.resolve("printed");
    Process limited =
        new ProcessBuilder(
                "sh",
                "-c",
                // 512 or 1024 bytes each, as the shell counts: 2 or 4 MiB
                "ulimit -f 4096; exec \"$0\" run \"$1\" --plain --workspace \"$2\"",
                Workshop.program().toString(),
                workshop.file("rollout.yaml").toString(),
                desk.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    limited.getOutputStream().close();
    assertThat(limited.waitFor(2, TimeUnit.MINUTES)).as(text(printed)).isTrue();

    assertThat(text(printed)).contains("File too large", "give it more room");
    assertThat(limited.exitValue()).isEqualTo(1);
    assertThat(folder.resolve("workshop/ran")).doesNotExist();
    assertThat(project.refs()).isEqualTo(refs);
    assertThat(new GitProgram(desk).run("status", "--porcelain")).isEmpty();
  }
}
