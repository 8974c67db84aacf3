package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps, their commits, reverts and completion on a real server over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitPointsIT {

  @TempDir Path folder;

  private Project project;
  @AutoClose private GitServer server;
  private Bench bench;
  private String base;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    bench = Bench.of(folder, server.url("shop.git"));
    base = project.head();
  }

  @Test
  void a_run_begins_with_the_head_of_its_branch() {
    ErrandResult prepared =
        bench.run(new Errand.Prepare(bench.workspace(), Bench.RUN, List.of(), null));
    assertThat(prepared.outcome()).isEqualTo(Outcome.Prepared);
    assertThat(prepared.commit()).contains(base);
  }

  @Test
  void a_step_gets_a_clean_clone_of_its_commit_and_nothing_else() throws IOException {
    project.push("src/app.txt", "two\n");
    Bench.Pod pod = bench.pod(base);
    assertThat(pod.tree().resolve("src/app.txt")).hasContent("one\n");
    GitProgram git = new GitProgram(pod.tree());
    assertThat(git.run("status", "--porcelain")).isEmpty();
    assertThat(git.run("rev-parse", "HEAD")).isEqualTo(base);
    assertThat(git.run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    assertThat(git.run("fsck")).doesNotContain("missing", "broken");
    assertThat(git.run("config", "remote.origin.url")).isEqualTo(server.url("shop.git"));
  }

  @Test
  void an_attempt_that_builds_on_another_step_finds_what_an_earlier_one_has_committed()
      throws IOException {
    String lost = landed("observe", base, "docs/a.md", "a\n");
    String other = landed("harden", base, "src/b.txt", "b\n");
    for (String text : List.of("a\n", "another\n")) {
      Errand.Finish again = bench.finish("observe", other, false, "docs");
      ErrandResult found =
          bench
              .pod(other)
              .write("docs/a.md", text)
              .run(
                  new Errand.Finish(
                      again.workspace(),
                      again.run(),
                      again.phase(),
                      again.step(),
                      base,
                      other,
                      List.of(),
                      again.commitPoint(),
                      false));
      assertThat(found.commit()).as("writes " + text).contains(lost);
    }
    assertThat(project.subjects()).containsExactly("feat: harden", "feat: observe", "Begin");
  }

  private String landed(String step, String given, String path, String text) throws IOException {
    return bench
        .pod(given)
        .write(path, text)
        .finish(step, given, path.substring(0, path.indexOf('/')))
        .commit()
        .orElseThrow();
  }

  @Test
  void exactly_the_paths_are_committed_with_trailers_and_author() throws IOException {
    Bench.Pod pod = bench.pod(base);
    pod.write("docs/operations/slo.md", "SLO\n").write("src/app.txt", "spoilt\n");
    ErrandResult finished = pod.finish("observe", base, "docs/operations");

    assertThat(finished.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.head()).isEqualTo(finished.commit().orElseThrow());
    assertThat(project.server().run("show", "--format=", "--name-status", "main"))
        .isEqualTo("A\tdocs/operations/slo.md");
    assertThat(project.server().run("log", "-1", "--format=%an <%ae>|%ce|%B", "main"))
        .isEqualTo(
            """
            Release Bot <bot@example.com>|bot@example.com|feat: observe

            Release-Run: shop/checkout/3 2f6a
            Release-Phase: staging
            Step: observe""");
    assertThat(project.server().run("fsck")).doesNotContain("missing", "error");
  }

  @Test
  void what_a_step_takes_away_is_taken_away() throws IOException {
    Bench.Pod pod = bench.pod(base);
    Files.delete(pod.tree().resolve("docs/operations/runbook.md"));
    pod.finish("tidy", base, "docs");
    assertThat(project.server().run("ls-tree", "-r", "--name-only", "main"))
        .isEqualTo("README.md\nsrc/app.txt");
  }

  @Test
  void a_step_that_changes_nothing_commits_nothing() {
    ErrandResult finished = bench.pod(base).finish("idle", base, "docs");
    assertThat(finished.outcome()).isEqualTo(Outcome.Delivered);
    assertThat(project.head()).isEqualTo(base);
    assertThat(project.refs()).doesNotContain("phaserollout");
  }

  @Test
  void a_gated_commit_waits_and_leaves_the_branch_alone() throws IOException {
    ErrandResult proposed =
        bench.pod(base).write("docs/a.md", "a\n").run(bench.finish("observe", base, true, "docs"));
    assertThat(proposed.outcome()).isEqualTo(Outcome.Proposed);
    assertThat(project.head()).isEqualTo(base);
    assertThat(project.refs())
        .contains("refs/phaserollout/2f6a/3/observe " + proposed.commit().orElseThrow());

    ErrandResult advanced = bench.run(bench.advance("observe", proposed.commit().orElseThrow()));
    assertThat(advanced.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.head()).isEqualTo(proposed.commit().orElseThrow());
  }

  @Test
  void a_push_of_others_to_other_paths_is_built_upon() throws IOException {
    Bench.Pod pod = bench.pod(base).write("docs/a.md", "a\n");
    String foreign = project.push("src/app.txt", "two\n");
    pod.finish("observe", base, "docs");
    assertThat(project.server().run("rev-parse", "main^")).isEqualTo(foreign);
    assertThat(project.file("src/app.txt")).isEqualTo("two");
    assertThat(project.file("docs/a.md")).isEqualTo("a");
  }

  @Test
  void a_gated_commit_that_has_to_be_rebased_is_judged_again_first() throws IOException {
    String candidate =
        bench
            .pod(base)
            .write("docs/a.md", "a\n")
            .run(bench.finish("observe", base, true, "docs"))
            .commit()
            .orElseThrow();
    String foreign = project.push("src/app.txt", "two\n");

    ErrandResult rebased = bench.run(bench.advance("observe", candidate));
    assertThat(rebased.outcome()).isEqualTo(Outcome.Rebased);
    assertThat(project.head()).isEqualTo(foreign);
    assertThat(bench.run(bench.advance("observe", candidate)).commit())
        .as("asked again")
        .isEqualTo(rebased.commit());

    ErrandResult advanced = bench.run(bench.advance("observe", rebased.commit().orElseThrow()));
    assertThat(advanced.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.subjects())
        .containsExactly("feat: observe", "Anna changes src/app.txt", "Begin");
  }

  @Test
  void a_push_of_others_to_the_same_path_is_a_failure_that_names_it() throws IOException {
    Bench.Pod pod = bench.pod(base).write("src/app.txt", "mine\n").write("src/b.txt", "b\n");
    String foreign = project.push("src/app.txt", "theirs\n");
    assertThatThrownBy(() -> pod.finish("build", base, "src"))
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.BranchMoved);
              assertThat(failure.words()).contains("src/app.txt", foreign).doesNotContain("b.txt");
            });
    assertThat(project.head()).isEqualTo(foreign);
  }

  @Test
  void a_branch_that_was_rewritten_is_left_alone() throws IOException {
    String second = project.push("src/app.txt", "two\n");
    Bench.Pod pod = bench.pod(second).write("docs/a.md", "a\n");
    project.anna().run("push", "-q", "--force", "origin", base + ":refs/heads/main");
    assertThatThrownBy(() -> pod.finish("observe", second, "docs"))
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.BranchMoved))
        .hasMessageContaining("rewritten");
    assertThat(project.head()).isEqualTo(base);
  }

  @Test
  void a_second_attempt_finds_the_commit_of_the_first() throws IOException {
    ErrandResult first =
        bench.pod(base).write("docs/a.md", "at 10:00\n").finish("observe", base, "docs");
    project.push("src/app.txt", "two\n");
    ErrandResult second =
        bench.pod(base).write("docs/a.md", "at 10:05\n").finish("observe", base, "docs");
    assertThat(second.commit()).isEqualTo(first.commit());
    assertThat(project.subjects())
        .containsExactly("Anna changes src/app.txt", "feat: observe", "Begin");
  }

  @Test
  void a_rollback_takes_all_commits_of_the_run_back_and_no_other() throws IOException {
    String one =
        bench
            .pod(base)
            .write("docs/a.md", "a\n")
            .write("docs/operations/runbook.md", "new\n")
            .finish("observe", base, "docs")
            .commit()
            .orElseThrow();
    project.push("src/app.txt", "two\n");
    bench.pod(one).write("docs/a.md", "b\n").finish("harden", one, "docs");

    ErrandResult reverted = bench.run(bench.revert(base));
    assertThat(reverted.outcome()).isEqualTo(Outcome.Reverted);
    assertThat(project.subjects().get(0)).isEqualTo("Revert run 3 of checkout");
    assertThat(project.server().run("diff", "--name-only", base, "main")).isEqualTo("src/app.txt");
    assertThat(bench.run(bench.revert(base)).commit()).isEqualTo(reverted.commit());
    assertThat(project.subjects()).hasSize(5);
    assertThat(project.refs()).doesNotContain("phaserollout");
  }

  @Test
  void a_revert_takes_back_what_runs_since_the_last_success_have_committed_of_its_steps()
      throws IOException {
    RunId two = new RunId(Bench.RUN.namespace(), Bench.RUN.rollout(), Bench.RUN.uid(), 2);
    String one = commit(two, "observe", base, "docs/a.md");
    String next = commit(Bench.RUN, "harden", one, "docs/b.md");
    commit(Bench.RUN, "deploy", next, "docs/c.md");

    bench.run(
        new Errand.Revert(bench.workspace(), Bench.RUN, base, 1, List.of("observe", "deploy")));
    assertThat(project.server().run("diff", "--name-only", base, "main")).isEqualTo("docs/b.md");
    bench.run(new Errand.Revert(bench.workspace(), Bench.RUN, base, 2, List.of()));
    assertThat(project.server().run("diff", "--name-only", base, "main")).isEmpty();
  }

  private String commit(RunId run, String step, String given, String path) throws IOException {
    return bench
        .pod(given)
        .write(path, step + "\n")
        .run(
            new Errand.Finish(
                bench.workspace(),
                run,
                "staging",
                step,
                base,
                given,
                List.of(),
                new CommitPoint(List.of("docs"), "feat: " + step),
                false))
        .commit()
        .orElseThrow();
  }

  @Test
  void what_others_have_built_upon_is_not_taken_back() throws IOException {
    bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
    String foreign = project.push("docs/a.md", "a and more\n");
    assertThatThrownBy(() -> bench.run(bench.revert(base)))
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.RevertConflict);
              assertThat(failure.words()).contains("docs/a.md", "git revert");
            });
    assertThat(project.head()).isEqualTo(foreign);
  }

  @Test
  void what_a_person_has_taken_back_with_git_revert_counts_as_taken_back() throws IOException {
    String begun = project.push("docs/a.md", "begun\n");
    String ours =
        bench
            .pod(begun)
            .write("docs/a.md", "a\n")
            .finish("observe", begun, "docs")
            .commit()
            .orElseThrow();
    project.push("docs/a.md", "a and more\n");
    assertThatThrownBy(() -> bench.run(bench.revert(begun)))
        .hasMessageContaining("git revert " + ours);
    GitProgram anna = project.anna();
    anna.run("pull", "-q", "origin", "main");
    anna.run("revert", "--no-commit", "--strategy-option=theirs", ours);
    anna.run("commit", "-q", "-m", "Revert by hand\n\nThis reverts commit " + ours + ".");
    anna.run("push", "-q", "origin", "HEAD:main");
    String byHand = project.head();
    assertThat(bench.run(bench.revert(begun)).commit()).contains(byHand);
    assertThat(project.head()).isEqualTo(byHand);
    anna.run("revert", "--no-edit", byHand);
    anna.run("push", "-q", "origin", "HEAD:main");
    assertThatThrownBy(() -> bench.run(bench.revert(begun)))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining(ours);
  }

  @Test
  void a_release_ends_with_its_files_and_an_annotated_tag() throws IOException {
    project.push("PROGRESS.md", "# Progress\n\nWritten by Anna.\n");
    String last =
        bench
            .pod(project.head())
            .write("docs/a.md", "a\n")
            .finish("observe", project.head(), "docs")
            .commit()
            .orElseThrow();
    ErrandResult completed = bench.run(bench.complete(last));

    assertThat(completed.outcome()).isEqualTo(Outcome.Completed);
    assertThat(project.server().run("cat-file", "-t", "v1.0.0")).isEqualTo("tag");
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}"))
        .isEqualTo(project.head())
        .isEqualTo(completed.commit().orElseThrow());
    assertThat(project.file("CHECKPOINT.txt")).contains("Status:     Succeeded");
    assertThat(project.file("PROGRESS.md")).contains("Written by Anna.", "v1.0.0 complete");
    assertThat(project.refs()).doesNotContain("phaserollout");
    project.push("src/app.txt", "two\n");
    assertThat(bench.run(bench.complete(last)).commit()).isEqualTo(completed.commit());
  }

  @Test
  void a_tag_that_exists_is_never_moved_and_nothing_else_is_written() {
    project.server().run("tag", "v1.0.0", base);
    String last = project.push("Anna goes on");
    assertThatThrownBy(() -> bench.run(bench.complete(last)))
        .isInstanceOfSatisfying(
            AgentFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.TagExists);
              assertThat(failure.words()).contains("v1.0.0", base);
            });
    assertThat(project.head()).isEqualTo(last);
    assertThat(project.server().run("rev-parse", "v1.0.0")).isEqualTo(base);
  }

  @Test
  void a_remote_without_atomic_pushes_gets_branch_and_tag_all_the_same() {
    project.server().run("config", "receive.advertiseAtomic", "false");
    ErrandResult completed = bench.run(bench.complete(base));
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}"))
        .isEqualTo(completed.commit().orElseThrow())
        .isEqualTo(project.head());
  }
}
