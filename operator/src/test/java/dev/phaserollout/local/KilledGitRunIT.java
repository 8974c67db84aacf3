package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.Project;
import dev.phaserollout.local.Workshop.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout with a workspace, killed as a process and gone on with. */
class KilledGitRunIT {

  private static final int KILLS = 8;
  private static final int MOMENT_MAX_MS = 3000;

  private static final String SPEC =
      """
      release: {version: v1.0.0}
      workspace: {git: {url: URL, branch: main, author: {name: Bot, email: bot@example.com}}}
      completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt}
      phases:
        - name: build
          steps:
            - name: one
              run: {command: [sh, -c, 'echo one >>STARTS; echo one >docs/one']}
              deliverables: [{path: docs/one, maxAge: Run}]
              commit: {paths: [docs], message: "docs: one"}
            - name: two
              run: {command: [sh, -c, 'echo two >>STARTS; cat docs/one >docs/two; echo "{\\"x\\": \\"1\\"}" >"$PHASEROLLOUT_OUTPUTS"']}
              outputs: [{name: x}]
              commit: {paths: [docs], message: "docs: two"}
              gates: [{name: good, output: {name: x}, successCondition: "result > 0"}]
            - name: three
              run: {command: [sh, -c, 'echo three >>STARTS; cat docs/two >docs/three']}
              commit: {paths: [docs], message: "docs: three"}
      """;

  @TempDir Path folder;
  @AutoClose private Workshop workshop;
  private Project project;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(Files.createDirectories(folder.resolve("workshop")));
    project = Project.in(folder);
    workshop.rollout(
        SPEC.replace("URL", project.bare().toString())
            .replace("STARTS", workshop.file("starts").toString()));
  }

  @Test
  void killed_at_random_moments_it_has_one_commit_for_each_commit_point_and_its_tag()
      throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledGitRunIT: repeat with -Dseed=" + seed);
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      Started run = workshop.start("--plain");
      boolean over = run.process().waitFor(random.nextInt(MOMENT_MAX_MS), TimeUnit.MILLISECONDS);
      assertThat(over && run.process().exitValue() != 0).as(run.printed()).isFalse();
      run.kill();
    }
    Started last = workshop.start("--plain");
    assertThat(last.await()).as("seed " + seed + "\n" + last.printed()).isZero();
    assertThat(project.subjects())
        .as("seed " + seed + "\n" + last.printed())
        .containsExactly("Complete v1.0.0", "docs: three", "docs: two", "docs: one", "Begin");
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}")).isEqualTo(project.head());
    assertThat(workshop.lines("starts"))
        .as("seed " + seed + ": no command runs twice")
        .containsExactly("one", "two", "three");
  }

  @Test
  void what_a_step_that_outlives_the_program_leaves_is_committed_by_the_next_call()
      throws Exception {
    workshop.rollout(
        SPEC.replace("URL", project.bare().toString())
            .replace("STARTS", workshop.file("starts").toString())
            .replace(
                "echo one >docs/one",
                "while [ ! -e "
                    + workshop.file("go")
                    + " ]; do sleep 0.05; done; echo one >docs/one"));
    Started first = workshop.start("--plain");
    workshop.awaitText("starts", "one");
    first.kill();
    Files.createFile(workshop.file("go"));
    patiently(() -> assertThat(workshop.attempt(1, "build.one", 1).resolve("exit")).exists());
    Started second = workshop.start("--plain");
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(project.subjects())
        .containsExactly("Complete v1.0.0", "docs: three", "docs: two", "docs: one", "Begin");
    assertThat(workshop.lines("starts")).containsExactly("one", "two", "three");
  }

  @Test
  void ctrl_c_while_a_step_works_ends_it_and_the_next_call_has_a_fresh_clone() throws Exception {
    workshop.rollout(
        SPEC.replace("URL", project.bare().toString())
            .replace("STARTS", workshop.file("starts").toString())
            .replace(
                "echo one >docs/one",
                "echo half >docs/half; [ -e "
                    + workshop.file("go")
                    + " ] || sleep 300; echo one >docs/one"));
    Started first = workshop.start("--plain");
    patiently(
        () -> assertThat(workshop.attempt(1, "build.one", 1).resolve("tree/docs/half")).exists());
    first.signal("INT");
    assertThat(first.await()).as(first.printed()).isEqualTo(130);
    Files.createFile(workshop.file("go"));
    Started second = workshop.start("--plain");
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(project.subjects()).contains("docs: one").hasSize(5);
    assertThat(workshop.attempt(1, "build.one", 1).resolve("tree/docs/half")).exists();
  }
}
