package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example runs as it stands, and leaves what its README promises. Phase E is longer than the
 * others together: {@link PhaseEIT}.
 */
class ExamplesIT {

  @TempDir Path folder;
  @AutoClose private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void the_quickstart_builds_deploys_and_verifies_a_site() throws IOException {
    Examples.copy("quickstart", folder);
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();

    Path site = workshop.file("out/site/current").toRealPath();
    assertThat(text(site.resolve("html/index.html")))
        .contains("<title>Field notes: index</title>", "<a href=\"phases.html\">Phases</a>");
    assertThat(site.getFileName().toString()).startsWith("v1.0.0-");
    assertThat(text(workshop.file("out/report.md")))
        .contains("4 pages", "links followed", "visitors were served nothing before");
    assertThat(workshop.lines("out/journal.txt")).containsExactly("run 1 of v1.0.0: Succeeded");
    assertThat(ended.out())
        .contains(
            "verify/smoke: attempt 1 failed",
            "the edge still serves nothing, expected v1.0.0+1",
            "verify/smoke: attempt 2 starts");
    assertThat(attemptStartedBefore("build.render", "build.index")).isTrue();
  }

  /** Steps that run side by side have both begun before either has ended. */
  private boolean attemptStartedBefore(String one, String other) throws IOException {
    Path a = workshop.file(".phaserollout/quickstart/runs/1/" + one + "/1");
    Path b = workshop.file(".phaserollout/quickstart/runs/1/" + other + "/1");
    return Files.getLastModifiedTime(a.resolve("command"))
                .compareTo(Files.getLastModifiedTime(b.resolve("exit")))
            < 0
        && Files.getLastModifiedTime(b.resolve("command"))
                .compareTo(Files.getLastModifiedTime(a.resolve("exit")))
            < 0;
  }

  @Test
  void the_next_release_of_the_quickstart_runs_everything_and_replaces_the_site()
      throws IOException {
    Examples.copy("quickstart", folder);
    assertThat(workshop.run().exit()).isZero();
    // What the edge remembers is then as old as the first look, however long the first run took.
    Files.delete(workshop.file("out/edge/taken"));
    Ended next = workshop.run("--release", "v1.1.0", "--param", "report=false");
    assertThat(next.exit()).as(next.out() + next.err()).isZero();
    assertThat(next.out())
        .contains("the edge still serves v1.0.0+1, expected v1.1.0+2", "report: skipped")
        .doesNotContain("reused");
    assertThat(workshop.file("out/site/current").toRealPath().getFileName().toString())
        .startsWith("v1.1.0-");
  }

  @Test
  void the_rollback_leaves_the_shop_as_it_was_and_its_log_proves_the_order() throws IOException {
    Examples.copy("rollback", folder);
    assertThat(workshop.run("--release", "v1.0.0").exit()).isZero();
    Map<String, String> before = shop();
    assertThat(before).containsOnlyKeys("orders.csv", "staging", "api", "web", "traffic");
    assertThat(before).containsEntry("web", "v1.0.0\n");

    Ended failed = workshop.run();
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out())
        .contains("the web of v2.0.0 shows 'EUR', expected 40", "5 of 5 steps compensated");
    assertThat(shop()).isEqualTo(before);
    List<String> log =
        workshop.lines("out/services/log.txt").stream()
            .filter(line -> line.startsWith("run 2: "))
            .map(line -> line.substring("run 2: ".length()))
            .toList();
    assertThat(log).startsWith("migrate", "deploy staging v2.0.0");
    assertThat(log.subList(2, 4))
        .containsExactlyInAnyOrder("deploy api v2.0.0", "deploy web v2.0.0");
    assertThat(log.subList(4, 6)).containsExactly("traffic to v2.0.0", "undo traffic");
    assertThat(log.subList(6, 8)).containsExactlyInAnyOrder("undo api", "undo web");
    assertThat(log.subList(8, log.size())).containsExactly("undo staging", "undo orders.csv");

    Ended history = workshop.call("history");
    assertThat(history.exit()).isZero();
    assertThat(history.out().lines().toList())
        .anySatisfy(line -> assertThat(line).matches("2 +v2\\.0\\.0 +Failed .*"))
        .anySatisfy(line -> assertThat(line).contains("rollback: rolled back: 5 of 5 steps"))
        .anySatisfy(line -> assertThat(line).matches("1 +v1\\.0\\.0 +Succeeded .*"));
  }

  @Test
  void a_first_release_that_fails_leaves_no_shop_behind() throws IOException {
    Examples.copy("rollback", folder);
    assertThat(workshop.run().exit()).isEqualTo(1);
    assertThat(shop()).isEmpty();
    assertThat(workshop.run("--release", "v2.0.1").exit()).isZero();
    assertThat(shop()).containsEntry("web", "v2.0.1\n");
  }

  /** The files that the steps of the rollback change. */
  private Map<String, String> shop() throws IOException {
    try (Stream<Path> files = Files.list(workshop.file("out/services"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("log.txt"))
          .collect(Collectors.toMap(file -> file.getFileName().toString(), Workshop::text));
    }
  }

  @Test
  void the_approval_waits_for_two_answers_and_history_says_whose() throws IOException {
    Examples.copy("approval/local", folder);
    assertThat(workshop.run().exit()).isEqualTo(3);
    Ended looked =
        workshop.run(
            "--answer",
            "staging/look=Approve",
            "--output",
            "staging/look:seconds=2",
            "--comment",
            "as fast as ever");
    assertThat(looked.exit()).isEqualTo(3);
    assertThat(looked.out()).contains("--answer production=Approve");
    assertThat(workshop.call("history").out()).contains("under way", "as fast as ever");
    assertThat(workshop.run("--answer", "production=Approve").exit()).isZero();
    assertThat(text(workshop.file(".phaserollout/approval/runs/1/production.release/1/log")))
        .isEqualTo("production serves v1.4.0 (2 s on staging)\n");
    String me = System.getProperty("user.name");
    assertThat(workshop.call("history", "--output", "json").out())
        .contains(
            "\"rollout\" : \"approval\"",
            "\"result\" : \"Succeeded\"",
            "staging/look: Approve by " + me + " (not verified): as fast as ever",
            "production: Approve by " + me);
  }

  @Test
  void history_before_the_first_run_says_that_there_is_none() throws IOException {
    Examples.copy("approval/local", folder);
    assertThat(workshop.call("history").out()).isEqualTo("no run of approval yet\n");
    assertThat(workshop.file(".phaserollout")).doesNotExist();
  }

  @Test
  void an_example_writes_only_where_git_looks_away() throws IOException {
    List<String> ignored = text(Examples.folder("..").resolve(".gitignore")).lines().toList();
    assertThat(ignored).contains("examples/*/out/", ".phaserollout/");
    Examples.copy("quickstart", folder);
    assertThat(workshop.run().exit()).isZero();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> written =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !Examples.written(folder, file))
              .map(folder::relativize)
              .filter(file -> Files.notExists(Examples.folder("quickstart").resolve(file)))
              .toList();
      assertThat(written).isEmpty();
    }
  }
}
