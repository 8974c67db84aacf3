package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Started;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a whole release procedure, called as its README says. */
class PhaseEIT {

  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final String APPROVE = "prerequisites/stakeholders=Approve";

  /** What the page has for commit points, in its order, and the plan that is archived. */
  private static final List<String> COMMITS =
      List.of(
          "feat(phase-e): observability foundation established",
          "chore(phase-e): security hardening complete",
          "chore(phase-e): deployment workflows automated",
          "docs(phase-e): project handoff completed",
          "docs(phase-e): plan archived");

  private static final String FIRST = "feat(phase-d): API and frontend integrated";

  @TempDir Path folder;
  @AutoClose private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    Examples.copy("phase-e", folder);
  }

  @Test
  void killed_in_the_middle_it_goes_on_to_its_tag_and_no_commit_is_made_twice() throws Exception {
    Started asked = start();
    assertThat(await(asked)).as(asked.printed()).isEqualTo(3);
    assertThat(asked.printed()).contains("--answer " + APPROVE);

    Started killed = pasted(asked, " --answer " + APPROVE);
    awaitCommits(2);
    killed.kill();
    Started again = start();
    assertThat(await(again)).as(again.printed()).isZero();

    assertThat(again.printed())
        .contains("summary file: " + workshop.file("out/place/handover/run-1.md"));

    List<String> expected = new ArrayList<>(List.of(FIRST));
    expected.addAll(COMMITS);
    expected.add("Complete v1.0.0");
    assertThat(subjects()).isEqualTo(expected);
    assertThat(git("rev-parse", "v1.0.0^{commit}")).isEqualTo(git("rev-parse", "main"));
    assertThat(git("cat-file", "-t", "v1.0.0")).isEqualTo("tag");
    assertThat(git("show", "v1.0.0:DEVNET-CHECKPOINT.txt"))
        .contains("Status:     Succeeded", "coverage", "result >= 98.0", "auth-p95");
    assertThat(git("show", "v1.0.0:DEVNET-PROGRESS.md"))
        .contains("- [x] Phase E", "## v1.0.0 complete");
    assertThat(text(workshop.file("out/place/production/serving"))).isEqualTo("v1.0.0\n");
    assertThat(text(workshop.file("out/place/handover/run-1.md")))
        .contains("v1.0.0: Succeeded", "Robin Okafor (Operations)", "| production serves | v1.0.0");
    assertThat(writtenElsewhere()).isEmpty();
  }

  @Test
  void a_production_that_fails_is_taken_back_and_the_origin_shows_the_revert() throws Exception {
    Started failed = start("--yes", "--param", "failProduction=true");
    assertThat(await(failed)).as(failed.printed()).isEqualTo(1);

    assertThat(log("deployment.production-smoke"))
        .contains("GET /health/ready: 503", "found no file moved/ledger.csv that can be read");
    assertThat(workshop.file("out/place/production/serving")).doesNotExist();
    assertThat(workshop.file("out/place/staging/serving")).doesNotExist();
    assertThat(git("rev-parse", "main^{tree}"))
        .as("what the run had committed is reverted")
        .isEqualTo(git("rev-parse", git("rev-list", "--max-parents=0", "main") + "^{tree}"));
    List<String> expected = new ArrayList<>(List.of(FIRST));
    expected.addAll(COMMITS.subList(0, 3));
    expected.add("Revert run 1 of phase-e");
    assertThat(subjects()).isEqualTo(expected);
    assertThat(git("tag", "--list")).isEmpty();
    assertThat(text(workshop.file("out/place/handover/run-1.md")))
        .contains("v1.0.0: Failed", "| production serves | nothing |");
  }

  @Test
  void another_program_is_handed_the_sentences_of_the_page_and_its_work_is_judged_alike()
      throws Exception {
    Path path = Files.createDirectories(folder.resolve("printed-path"));
    Path pnpm =
        Files.writeString(
            path.resolve("pnpm"),
            """
            #!/bin/sh
            # pnpm eos:run --spec SPEC, which has learned half of the page.
            echo "$#:$1:$2:$3" >>"%s"
            case $3 in
              Deployment*) echo "pnpm: I cannot do that" >&2; exit 64 ;;
              *) exec sh tools/eos-run --spec "$3" ;;
            esac
            """
                .replace("%s", path.resolve("calls").toString()));
    assertThat(pnpm.toFile().setExecutable(true)).isTrue();
    Started failed =
        start(
            Map.of("PATH", path + File.pathSeparator + System.getenv("PATH")),
            "--yes",
            "--param",
            "eosCommand=pnpm eos:run");
    assertThat(await(failed)).as(failed.printed()).isEqualTo(1);

    assertThat(text(path.resolve("calls")).lines())
        .containsExactly(
            "3:eos:run:--spec:Observability foundation — structured logging, metrics, tracing,"
                + " health checks",
            "3:eos:run:--spec:Security hardening — threat model, dependency audit, secrets"
                + " management validation",
            "3:eos:run:--spec:Deployment automation — staging/prod workflows, infra scripts,"
                + " rollback procedures");
    assertThat(log("deployment.automate-deployment")).contains("pnpm: I cannot do that");
    assertThat(subjects())
        .containsExactly(FIRST, COMMITS.get(0), COMMITS.get(1), "Revert run 1 of phase-e");
    assertThat(failed.printed())
        .contains("/start --yes --param 'eosCommand=pnpm eos:run'")
        .doesNotContain("phaserollout run");
  }

  @Test
  void left_to_people_it_asks_with_the_words_of_the_page_and_names_what_they_have_not_done()
      throws Exception {
    Started asked = start("--yes", "--param", "automate=false");
    assertThat(await(asked)).as(asked.printed()).isEqualTo(3);
    assertThat(asked.printed())
        .contains(
            "/create-spec \"Observability foundation — structured logging, metrics, tracing,"
                + " health checks\"");

    String byHand = "observability/observe-by-hand=Approve";
    Started unfinished = start("--param", "automate=false", "--answer", byHand);
    assertThat(await(unfinished)).as(unfinished.printed()).isEqualTo(3);
    assertThat(unfinished.printed())
        .contains("it was taken as done, and is not", "docs/operations/slo.md: found 0 files");
    assertThat(subjects()).containsExactly(FIRST);

    doByHand("observability", COMMITS.get(0));
    Started done = start("--param", "automate=false", "--answer", byHand);
    assertThat(await(done)).as(done.printed()).isEqualTo(3);
    assertThat(done.printed())
        .contains("phase observability Succeeded", "--answer security/harden-by-hand=Approve");
    assertThat(subjects()).containsExactly(FIRST, COMMITS.get(0));
  }

  /** What a person does in their clone of the workspace. */
  private void doByHand(String work, String message) throws Exception {
    Path clone = workshop.file("out/devnet");
    List<String> specs = Files.readAllLines(clone.resolve("tools/eos/specs.txt"));
    String spec =
        specs.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(work))
            .findFirst()
            .orElseThrow();
    said(clone, "sh", "tools/eos-run", "--spec", spec);
    said(clone, "git", "add", "packages/api", "packages/infrastructure", "docs/operations");
    said(
        clone,
        "git",
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.com",
        "commit",
        "-m",
        message);
    said(clone, "git", "push", "origin", "HEAD:main");
  }

  private Started start(String... options) throws IOException {
    return start(Map.of(), options);
  }

  private Started start(Map<String, String> env, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of(workshop.file("start").toString()));
    words.addAll(List.of(options));
    return started(words, env);
  }

  /** A call that was printed, given to a shell as it stands. */
  private Started pasted(Started earlier, String end) throws IOException {
    String call =
        earlier.printed().lines().filter(line -> line.endsWith(end)).findFirst().orElseThrow();
    return started(List.of("sh", "-c", "exec env " + call.strip()), Map.of());
  }

  private Started started(List<String> words, Map<String, String> env) throws IOException {
    Path out = Files.createTempFile(folder, "printed", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(env);
    builder.environment().put("PHASEROLLOUT", Workshop.program().toString());
    builder.environment().put("JACOCO_HOME", Path.of("target/jacoco").toAbsolutePath().toString());
    return new Started(builder.start(), out);
  }

  private static int await(Started started) throws InterruptedException {
    assertThat(
            started.process().waitFor(MINUTES.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
        .as(started.printed())
        .isTrue();
    return started.process().exitValue();
  }

  private void awaitCommits(int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(MINUTES)
        .until(() -> subjects().size() >= count);
  }

  private String log(String step) {
    return text(workshop.file("out/state/phase-e/runs/1/" + step + "/1/log"));
  }

  /** Of the branch in the origin, the oldest first. */
  private List<String> subjects() throws IOException, InterruptedException {
    return git("log", "--reverse", "--format=%s", "main").lines().toList();
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return said(workshop.file("out/origin.git"), command.toArray(new String[0]));
  }

  private static String said(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  private List<Path> writtenElsewhere() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> !file.startsWith("out") && !file.toString().startsWith("printed"))
          .filter(file -> Files.notExists(Examples.folder("phase-e").resolve(file)))
          .toList();
    }
  }
}
