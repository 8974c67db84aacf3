package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errands of several runs, one after another, with one Git directory. */
class KeptStoreIT {

  @TempDir Path folder;
  private Project project;
  @AutoClose private GitServer server;
  private Bench bench;
  private String base;
  private int trees;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    bench = Bench.of(folder, server.url("shop.git"));
    project.push("src/app.txt", "two\n");
    base = project.head();
  }

  @Test
  void a_run_after_another_sees_what_others_have_pushed_meanwhile() throws IOException {
    step(1, "one", base);
    String between = project.push("src/app.txt", "three\n");
    ErrandResult second = step(2, "two", between);
    assertThat(second.commit()).contains(project.head());
    assertThat(project.subjects()).startsWith("feat: two", "Anna changes src/app.txt", "feat: one");
  }

  @Test
  void a_revert_reaches_back_over_the_beginnings_of_later_runs() throws IOException {
    step(1, "one", base);
    String between = project.push("src/app.txt", "three\n");
    step(2, "two", between);
    revert(2, base);
    assertThat(docs()).isEmpty();
    assertThat(project.file("src/app.txt")).isEqualTo("three");
  }

  @Test
  void a_revert_reaches_back_over_the_beginning_of_the_git_directory() throws IOException {
    bench.pod(base).write("docs/one.txt", "one\n").run(finish(1, "one", base));
    String between = project.push("src/app.txt", "three\n");
    step(2, "two", between);
    assertThat(git().resolve("shallow")).hasContent(between);
    revert(2, base);
    assertThat(docs()).isEmpty();
  }

  @Test
  void a_finish_finds_the_commit_that_was_made_before_the_git_directory_was() throws IOException {
    Errand.Finish finish = finish(1, "one", base);
    Path tree = tree();
    agent(tree).run(new Errand.Checkout(bench.workspace(), base));
    write(tree, "one");
    agent(tree).run(finish);
    String between = project.push("src/app.txt", "three\n");
    Files.move(git(), folder.resolve("lost"));
    step(1, "two", between);
    String head = project.head();

    ErrandResult again = agent(tree).run(finish);
    assertThat(again.outcome()).isEqualTo(Outcome.Advanced);
    assertThat(project.head()).isEqualTo(head);
  }

  @Test
  void the_history_before_the_first_run_is_left_where_it_is() throws IOException {
    step(1, "one", base);
    assertThat(git().resolve("shallow")).hasContent(base);
    assertThat(project.server().run("rev-list", "--count", "main")).isEqualTo("3");
    assertThat(new GitProgram(git()).run("rev-list", "--count", project.head())).isEqualTo("2");
  }

  private ErrandResult step(int run, String name, String commit) throws IOException {
    Path tree = tree();
    agent(tree).run(new Errand.Checkout(bench.workspace(), commit));
    write(tree, name);
    return agent(tree).run(finish(run, name, commit));
  }

  private static void write(Path tree, String name) throws IOException {
    Files.writeString(tree.resolve("docs").resolve(name + ".txt"), name + "\n");
  }

  private Errand.Finish finish(int run, String name, String commit) {
    return new Errand.Finish(
        bench.workspace(),
        run(run),
        "staging",
        name,
        commit,
        commit,
        List.of(),
        new CommitPoint(List.of("docs/" + name + ".txt"), "feat: " + name),
        false);
  }

  private void revert(int run, String from) {
    ErrandResult reverted =
        agent(tree()).run(new Errand.Revert(bench.workspace(), run(run), from, 0, List.of()));
    assertThat(reverted.outcome()).isEqualTo(Outcome.Reverted);
  }

  /** The documents of steps that the branch has. */
  private List<String> docs() {
    return project
        .server()
        .run("ls-tree", "-r", "--name-only", "main", "docs")
        .lines()
        .filter(path -> path.endsWith(".txt"))
        .toList();
  }

  private static RunId run(int number) {
    return new RunId("shop", "checkout", "2f6a", number);
  }

  private Path git() {
    return folder.resolve("git");
  }

  private Path tree() {
    return folder.resolve("tree-" + ++trees);
  }

  private Agent agent(Path tree) {
    return Agent.keeping(
        new AgentFolders(
            git(), Optional.of(tree), Optional.of(bench.credentials()), Optional.empty()),
        Clock.fixed(Bench.NOW, ZoneOffset.UTC));
  }
}
