package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a person's own working tree, as the program git has left it. */
class UserTreeIT {

  @TempDir Path folder;
  private Project project;
  private Path desk;
  private Path home;

  @BeforeEach
  void clone_it() throws IOException {
    project = Project.in(folder);
    desk = folder.resolve("my desk");
    home = Files.createDirectories(folder.resolve("home"));
    new GitProgram(folder).run("clone", "-q", project.bare().toString(), desk.toString());
  }

  @Test
  void a_fresh_clone_has_nothing_of_its_own() throws IOException {
    assertThat(look())
        .isEqualTo(
            new UserTree(
                desk,
                Optional.of(project.bare().toString()),
                Optional.of("main"),
                Optional.of("main"),
                java.util.List.of(),
                0));
  }

  @Test
  void every_kind_of_change_is_seen() throws IOException {
    Files.writeString(desk.resolve("README.md"), "changed\n");
    Files.delete(desk.resolve("src/app.txt"));
    Files.writeString(desk.resolve("new.txt"), "");
    Files.writeString(desk.resolve("staged.txt"), "");
    git().run("add", "staged.txt");
    assertThat(look().changes())
        .containsExactly("README.md", "new.txt", "src/app.txt", "staged.txt");
  }

  @Test
  void a_change_within_the_same_moment_and_of_the_same_length_is_seen() throws IOException {
    Path file = desk.resolve("src/app.txt");
    git().run("update-index", "--refresh");
    var time = Files.getLastModifiedTime(desk.resolve(".git/index"));
    Files.writeString(file, "two\n");
    Files.setLastModifiedTime(file, time);
    assertThat(look().changes()).containsExactly("src/app.txt");
  }

  @Test
  void what_git_ignores_by_whatever_file_is_no_change() throws IOException {
    Files.writeString(desk.resolve(".git/info/exclude"), "by-exclude\n");
    Files.createDirectories(home.resolve(".config/git"));
    Files.writeString(home.resolve(".config/git/ignore"), "by-home\n");
    Files.createDirectories(desk.resolve("out"));
    Files.writeString(desk.resolve("out/.gitignore"), "*\n");
    for (String name : new String[] {"by-exclude", "by-home", "out/file"}) {
      Files.writeString(desk.resolve(name), "");
    }
    assertThat(look().changes()).isEmpty();
    Files.writeString(home.resolve("mine"), "nothing\n");
    Files.writeString(home.resolve(".gitconfig"), "[core]\n\texcludesFile = ~/mine\n");
    assertThat(look().changes()).containsExactly("by-home");
  }

  @Test
  void commits_that_were_not_pushed_are_counted() throws IOException {
    git().run("commit", "-q", "--allow-empty", "-m", "One");
    git().run("commit", "-q", "--allow-empty", "-m", "Two");
    assertThat(look().ahead()).isEqualTo(2);
    git().run("push", "-q", "origin", "main");
    git().run("pack-refs", "--all");
    assertThat(look().ahead()).isZero();
  }

  @Test
  void a_branch_that_was_never_pushed_is_ahead_with_all_it_has() throws IOException {
    git().run("switch", "-q", "-c", "topic");
    assertThat(look().branch()).contains("topic");
    assertThat(look().ahead()).isEqualTo(1);
  }

  @Test
  void a_detached_head_is_no_branch() throws IOException {
    git().run("switch", "-q", "--detach");
    assertThat(look().branch()).isEmpty();
  }

  @Test
  void a_linked_tree_and_a_folder_below_are_found_too() throws IOException {
    git().run("worktree", "add", "-q", "-b", "linked", "../linked tree");
    Path linked = folder.resolve("linked tree");
    Files.writeString(linked.resolve("README.md"), "changed\n");
    UserTree seen = UserTree.read(UserTree.topOf(linked.resolve("src")).orElseThrow(), home);
    assertThat(seen.top()).isEqualTo(linked);
    assertThat(seen.branch()).contains("linked");
    assertThat(seen.origin()).contains(project.bare().toString());
    assertThat(seen.changes()).containsExactly("README.md");
    assertThat(look().changes()).isEmpty();
  }

  @Test
  void no_filter_and_no_hook_is_run_and_nothing_is_written() throws IOException {
    Path witness = folder.resolve("witness");
    git().run("config", "filter.spy.clean", "touch '" + witness + "'; cat");
    git().run("config", "core.fsmonitor", "touch '" + witness + "'");
    Files.writeString(desk.resolve(".git/info/attributes"), "* filter=spy\n");
    Files.writeString(desk.resolve("README.md"), "else\n");
    Map<String, String> before = everything();
    assertThat(look().changes()).containsExactly("README.md");
    assertThat(witness).doesNotExist();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_form_that_is_not_known_is_said_so() {
    git().run("config", "extensions.refstorage", "reftable");
    assertThatThrownBy(this::look)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'reftable'");
  }

  @Test
  void a_folder_outside_of_any_tree_is_none() {
    assertThat(UserTree.topOf(home)).isEmpty();
  }

  private UserTree look() throws IOException {
    return UserTree.read(desk, home);
  }

  private GitProgram git() {
    return new GitProgram(desk);
  }

  /** Every file and folder with its time. */
  private Map<String, String> everything() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(desk)) {
      for (Path file : files.toList()) {
        seen.put(file.toString(), Files.getLastModifiedTime(file).toString());
      }
    }
    return seen;
  }
}
