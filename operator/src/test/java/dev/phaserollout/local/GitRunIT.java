package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.GitProgram;
import dev.phaserollout.agent.GitServer;
import dev.phaserollout.agent.Project;
import dev.phaserollout.local.Workshop.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code phaserollout run} of rollouts that work in a Git repository with a bare origin. */
class GitRunIT {

  private static final String WORKSPACE =
      """
      release: {version: v1.0.0}
      workspace:
        git:
          url: URL
          branch: main
          expectedRemote: URL
          author: {name: Release Bot, email: bot@example.com}
      """;

  private static final String PHASES =
      """
      standards: [{intent: operations, path: docs/operations/runbook.md}]
      completion: {tag: v1.0.0, checkpointFile: CHECKPOINT.txt, progressFile: PROGRESS.md}
      phases:
        - name: build
          steps:
            - name: write
              run: {command: [sh, -c, 'cat "$STANDARD_OPERATIONS" >docs/slo.md']}
              deliverables: [{path: "docs/*.md", contains: SLO}]
              commit: {paths: [docs/slo.md], message: "docs: write down the SLO"}
            - name: measure
              run:
                command: [sh, -c, 'echo two >src/app.txt; echo "{\\"coverage\\": \\"98.5\\"}" >"$PHASEROLLOUT_OUTPUTS"']
              outputs: [{name: coverage}]
              commit: {paths: [src], message: "feat: measure"}
              gates: [{name: coverage, output: {name: coverage}, successCondition: "result >= 98.0"}]
        - name: ship
          steps:
            - name: look
              run: {command: [sh, -c, 'cat docs/slo.md src/app.txt; git log --format=%s']}
      """;

  @TempDir Path folder;
  @AutoClose private Workshop workshop;
  private Project project;
  private Path desk;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(Files.createDirectories(folder.resolve("workshop")));
    project = Project.in(folder);
    desk = folder.resolve("my-desk");
    new GitProgram(folder).run("clone", "-q", project.bare().toString(), desk.toString());
  }

  @Test
  void a_run_commits_what_its_steps_were_to_leave_and_ends_with_its_tag() throws IOException {
    rollout(project.bare().toString(), PHASES);
    String before = project.head();
    Ended run = workshop.run("--plain", "--workspace", desk.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(project.subjects())
        .containsExactly("Complete v1.0.0", "feat: measure", "docs: write down the SLO", "Begin");
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}")).isEqualTo(project.head());
    assertThat(project.file("CHECKPOINT.txt")).contains("Succeeded", "98.5", before);
    assertThat(project.refs()).doesNotContain("refs/phaserollout/");
    assertThat(workshop.attempt(1, "ship.look", 1).resolve("log"))
        .hasContent("SLO: 99.9\ntwo\nfeat: measure\ndocs: write down the SLO\nBegin");
    assertThat(new GitProgram(desk).run("status", "--porcelain")).isEmpty();
    assertThat(new GitProgram(desk).run("rev-parse", "HEAD")).isEqualTo(before);
    assertThat(run.out())
        .contains(
            desk + " is not written to",
            "workspace/prepare: succeeded",
            "  began with: " + before.substring(0, 12),
            "  completed by: "
                + project.head().substring(0, 12)
                + ", tag v1.0.0, CHECKPOINT.txt, PROGRESS.md",
            "  get it with: git -C " + desk + " pull")
        .containsPattern("commit of build/write: [0-9a-f]{12}  docs: write down the SLO");
    assertThat(withoutTime(workshop.call("record").out()))
        .isEqualTo(withoutTime(project.file("CHECKPOINT.txt") + "\n"));
  }

  @Test
  void a_command_that_is_a_gate_looks_at_the_commit_that_it_judges() throws IOException {
    rollout(
        project.bare().toString(),
        """
        phases:
          - name: build
            steps:
              - name: write
                run: {command: [sh, -c, 'echo two >src/app.txt']}
                commit: {paths: [src], message: "feat: two"}
                gates: [{name: two, job: {run: {command: [grep, -q, two, src/app.txt]}}}]
              - name: spoil
                run: {command: [sh, -c, 'echo three >src/app.txt']}
                commit: {paths: [src], message: "feat: three"}
                gates: [{name: two, job: {run: {command: [grep, -q, two, src/app.txt]}}}]
        """);
    Ended run = workshop.run("--plain", "--workspace", desk.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.out()).contains("gate build/spoil/gates/two: its Job: exit code 1");
    assertThat(project.subjects()).contains("feat: two").doesNotContain("feat: three");
  }

  @Test
  void over_http_with_credentials_the_same_comes_out_and_no_step_sees_them() throws IOException {
    try (GitServer server = GitServer.of(folder)) {
      rollout(
          server.url("shop.git"),
          "    credentialsSecretRef: {name: git}\n"
              + PHASES.replace("git log --format=%s", "env >&2; cat .git/config >&2"));
      Path secret = Files.createDirectories(folder.resolve("secret"));
      Files.writeString(secret.resolve("username"), GitServer.NAME);
      Files.writeString(secret.resolve("password"), GitServer.PASSWORD);
      Ended refused = workshop.run("--plain");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("credentialsSecretRef", "--git-credentials DIR");

      Ended run = workshop.run("--plain", "--git-credentials", secret.toString());
      assertThat(run.exit()).as(run.out() + run.err()).isZero();
      assertThat(project.subjects()).hasSize(4).startsWith("Complete v1.0.0");
      assertThat(workshop.attempt(1, "ship.look", 1).resolve("log"))
          .content()
          .doesNotContain(GitServer.PASSWORD);
    }
  }

  @Test
  void another_address_for_this_run_needs_no_other_file() throws IOException {
    rollout("https://git.example.com/shop.git", PHASES);
    Ended run =
        workshop.run(
            "--plain", "--git-url", project.bare().toString(), "--workspace", desk.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("remote: " + project.bare() + ", branch main");
    assertThat(project.server().run("tag")).isEqualTo("v1.0.0");
  }

  @Test
  void a_tree_that_is_not_as_it_is_to_be_released_is_refused_and_nothing_is_touched()
      throws IOException {
    rollout(project.bare().toString(), PHASES);
    GitProgram git = new GitProgram(desk);
    git.run("remote", "set-url", "origin", "https://elsewhere.example.com/x.git");
    git.run("switch", "-q", "-c", "topic");
    git.run("commit", "-q", "--allow-empty", "-m", "Mine");
    Files.writeString(desk.resolve("README.md"), "changed\n");
    String refs = project.refs();

    Ended refused = workshop.run("--plain", "--workspace", desk.resolve("docs").toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "mend it with: git -C " + desk + " remote set-url origin " + project.bare(),
            "mend it with: git -C " + desk + " switch main",
            "changes that are not committed (README.md)",
            "git -C " + desk + " stash --include-untracked",
            "mend it with: git -C " + desk + " push origin topic");
    assertThat(project.refs()).isEqualTo(refs);
    assertThat(git.run("status", "--porcelain")).isEqualTo(" M README.md");
    assertThat(workshop.state().resolve("runs")).doesNotExist();

    git.run("checkout", "-q", "--", "README.md");
    git.run("switch", "-q", "main");
    git.run("remote", "set-url", "origin", project.bare().toString());
    assertThat(workshop.run("--plain", "--workspace", desk.toString()).exit()).isZero();
  }

  @Test
  void a_tree_with_changes_does_not_keep_a_run_that_is_under_way_from_going_on()
      throws IOException {
    rollout(
        project.bare().toString(),
        PHASES.replace("  - name: ship\n", "  - name: ship\n    approval: {required: 1}\n"));
    Ended waiting = workshop.run("--plain", "--workspace", desk.toString());
    assertThat(waiting.exit()).as(waiting.out() + waiting.err()).isEqualTo(3);
    Files.writeString(desk.resolve("README.md"), "changed\n");
    Ended run = workshop.run("--plain", "--workspace", desk.toString(), "--answer", "ship=Approve");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(desk.resolve("README.md")).hasContent("changed");
  }

  @Test
  void a_failure_in_production_takes_back_what_was_committed() throws IOException {
    rollout(
        project.bare().toString(),
        PHASES.replace("cat docs/slo.md src/app.txt; git log --format=%s", "exit 7")
            + """
            rollback: {onFailure: Automatic, scope: Run}
            """
                .indent(0));
    Ended run = workshop.run("--plain", "--workspace", desk.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(project.subjects())
        .containsExactly(
            "Revert run 1 of shop", "feat: measure", "docs: write down the SLO", "Begin");
    assertThat(project.file("src/app.txt")).isEqualTo("one");
    assertThat(project.server().run("tag")).isEmpty();
    assertThat(run.out())
        .contains("  taken back by: " + project.head().substring(0, 12), "get it with: git -C ");
    assertThat(workshop.attempt(1, "ship.look", 1).resolve("tree/docs/slo.md")).exists();
  }

  @Test
  void what_others_push_in_between_is_built_upon() throws IOException {
    rollout(
        project.bare().toString(),
        PHASES.replace(
            "echo two >src/app.txt;",
            "echo two >src/app.txt; sh " + workshop.file("push-for-anna") + ";"));
    Files.writeString(
        workshop.file("push-for-anna"),
        "cd '"
            + folder.resolve("desk")
            + "' && git -c user.name=A -c user.email=a@b commit -q --allow-empty -m Between"
            + " && git pull -q --rebase origin main && git push -q origin HEAD:main\n");
    Ended run = workshop.run("--plain");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(project.subjects())
        .containsExactly(
            "Complete v1.0.0", "feat: measure", "Between", "docs: write down the SLO", "Begin");
  }

  @Test
  void a_deliverable_that_is_missing_fails_the_step_with_its_log_and_its_clone()
      throws IOException {
    rollout(project.bare().toString(), PHASES.replace("contains: SLO", "contains: nowhere"));
    Ended run = workshop.run("--plain");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("docs/slo.md: found no 'nowhere' in it")
        .doesNotContain("taken back by");
    assertThat(project.subjects()).containsExactly("Begin");
    assertThat(workshop.attempt(1, "build.write", 1).resolve("tree/docs/slo.md")).exists();
  }

  @Test
  void a_remote_that_cannot_be_reached_is_named_before_anything_runs() throws IOException {
    rollout(folder.resolve("nowhere.git").toString(), PHASES);
    Ended run = workshop.run("--plain");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("nowhere.git", "found no repository there");
    assertThat(workshop.attempt(1, "build.write", 1)).doesNotExist();
  }

  @Test
  void what_a_person_leaves_is_looked_for_on_the_branch() throws IOException {
    rollout(
        project.bare().toString(),
        """
        phases:
          - name: docs
            steps:
              - name: by-hand
                manual: {instructions: "Write docs/hand.md and push it."}
                deliverables: [{path: docs/hand.md}]
        """);
    assertThat(workshop.run("--plain").exit()).isEqualTo(3);
    Ended missing = workshop.run("--plain", "--answer", "docs/by-hand=Approve");
    assertThat(missing.out()).contains("docs/hand.md");
    assertThat(missing.exit()).isNotZero();
    project.push("docs/hand.md", "by hand\n");
    Ended found = workshop.run("--plain", "--rerun");
    assertThat(found.exit()).as(found.out()).isEqualTo(3);
    found = workshop.run("--plain", "--answer", "docs/by-hand=Approve");
    assertThat(found.exit()).as(found.out() + found.err()).isZero();
  }

  /** The file was written before the run had ended. */
  private static String withoutTime(String record) {
    return record.replaceAll("Completed: .*", "");
  }

  private void rollout(String url, String more) throws IOException {
    workshop.rollout(WORKSPACE.replace("URL", url) + more);
  }
}
