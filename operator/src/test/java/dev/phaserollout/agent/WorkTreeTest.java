package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.errand.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkTreeTest {

  @TempDir Path folder;

  private WorkTree tree() {
    return new WorkTree(folder.resolve("tree"));
  }

  private Path write(String path, String content) throws IOException {
    Path file = folder.resolve("tree").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<String> files(String glob) throws IOException {
    return tree().files(List.of(Glob.of(glob))).stream().map(WorkFile::path).toList();
  }

  private List<String> toAdd(String glob, String... known) throws IOException {
    return tree().filesToAdd(List.of(Glob.of(glob)), Set.of(known)).stream()
        .map(WorkFile::path)
        .toList();
  }

  @Test
  void the_folder_of_git_is_not_looked_into_however_it_is_written() throws IOException {
    write(".git/config", "x");
    write("a/.GIT/config", "x");
    write("a/b.md", "x");
    assertThat(files("**")).containsExactly("a/b.md");
  }

  @Test
  void links_are_seen_and_not_followed() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    write("docs/a.md", "x");
    Files.createSymbolicLink(folder.resolve("tree/docs/out"), outside);
    assertThat(tree().files(List.of(Glob.of("**"))))
        .extracting(WorkFile::path, WorkFile::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("docs/a.md", WorkFile.Kind.FILE),
            org.assertj.core.groups.Tuple.tuple("docs/out", WorkFile.Kind.LINK));
  }

  @Test
  void a_folder_that_becomes_a_link_after_the_look_leads_nowhere() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("a.md"), "secret");
    Path file = write("docs/a.md", "mine");
    assertThat(files("docs")).containsExactly("docs/a.md");
    Files.delete(file);
    Files.delete(file.getParent());
    Files.createSymbolicLink(file.getParent(), outside);
    assertThatThrownBy(() -> text("docs/a.md")).isInstanceOf(IOException.class);
  }

  @Test
  void a_file_that_becomes_a_link_after_the_look_is_not_read() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path file = write("docs/a.md", "mine");
    assertThat(text("docs/a.md")).isEqualTo("mine");
    Files.delete(file);
    Files.createSymbolicLink(file, secret);
    assertThatThrownBy(() -> text("docs/a.md")).isInstanceOf(IOException.class);
  }

  private String text(String path) throws IOException {
    return tree().read(path, (in, size) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void what_is_ignored_is_added_only_where_git_knows_it_already() throws IOException {
    write(".gitignore", "node_modules\n*.log\n");
    write("packages/api/.gitignore", "!keep.log\n/dist\n");
    write("packages/api/keep.log", "x");
    write("packages/api/drop.log", "x");
    write("packages/api/dist/out.js", "x");
    write("packages/api/src/dist/in.js", "x");
    write("packages/api/node_modules/left/index.js", "x");
    write("packages/api/node_modules/kept/index.js", "x");
    assertThat(toAdd("packages", "packages/api/node_modules/kept/index.js"))
        .containsExactly(
            "packages/api/.gitignore",
            "packages/api/keep.log",
            "packages/api/node_modules/kept/index.js",
            "packages/api/src/dist/in.js");
    assertThat(files("packages")).as("deliverables may be ignored").hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({
    "docs/link,  slo.md,            false",
    "docs/link,  ../README.md,      false",
    "docs/link,  a/../../README.md, false",
    "docs/link,  ../../etc,         true",
    "link,       ..,                true",
    "link,       /etc/passwd,       true",
    "link,       a/../../b,         true",
    "link,       .git/config,       true",
  })
  void a_link_is_judged_by_where_its_text_leads(String path, String target, boolean leaves) {
    assertThat(CommitTree.leaves(path, target)).isEqualTo(leaves);
  }
}
