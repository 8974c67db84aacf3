package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static dev.phaserollout.local.Workshop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process that is stopped and killed, and started again. */
class KilledRunIT {

  private static final int KILLS = 10;
  private static final int MOMENT_MAX_MS = 1500;

  @TempDir Path folder;
  @AutoClose private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder);
  }

  @Test
  void nothing_is_unpacked_to_look_for_a_terminal_and_could_be_left_by_a_kill() throws IOException {
    workshop.rollout(
        """
        phases:
          - name: main
            steps:
              - {name: s, run: {command: [sh, -c, 'touch begun; until test -e go; do sleep 0.05; done']}}
        """);
    Started run = workshop.start();
    patiently(() -> assertThat(workshop.file("begun")).exists());
    assertThat(Files.readAllLines(Path.of("/proc", Long.toString(run.process().pid()), "maps")))
        .noneMatch(line -> line.contains("jlinenative"));
    Files.createFile(workshop.file("go"));
    assertThat(run.await()).as(run.printed()).isZero();
  }

  /** Every script of the example notes its attempt first, so that no start can go unseen. */
  @Test
  void the_quickstart_killed_at_ten_random_moments_has_every_effect_exactly_once()
      throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledRunIT: repeat with -Dseed=" + seed);
    Random random = new Random(seed);
    copyQuickstart();

    for (int kill = 1; kill <= KILLS; kill++) {
      Started run = workshop.start();
      boolean over = run.process().waitFor(random.nextInt(MOMENT_MAX_MS), TimeUnit.MILLISECONDS);
      assertThat(over && run.process().exitValue() != 0).as(run.printed()).isFalse();
      run.kill();
    }
    Started last = workshop.start();
    assertThat(last.await()).as("seed " + seed + "\n" + last.printed()).isZero();

    List<String> starts = workshop.lines("starts");
    assertThat(starts).as("seed " + seed).doesNotHaveDuplicates();
    assertThat(attemptsByStep(starts))
        .as("seed " + seed)
        .containsOnlyKeys(
            "render",
            "index",
            "manifest",
            "package",
            "look",
            "unpack",
            "switch",
            "smoke",
            "links",
            "report",
            "journal")
        .allSatisfy(
            (step, attempts) -> {
              if (!step.equals("smoke")) {
                assertThat(attempts).as(step).containsExactly("1");
              }
            });
    assertThat(workshop.lines("out/journal.txt")).containsExactly("run 1 of v1.0.0: Succeeded");
    assertThat(text(workshop.file(".phaserollout/quickstart/checkpoint.json")))
        .contains("\"result\" : \"Succeeded\"");
  }

  private static java.util.Map<String, List<String>> attemptsByStep(List<String> starts) {
    return starts.stream()
        .map(line -> line.split(" ", -1))
        .collect(
            Collectors.groupingBy(
                words -> words[0], Collectors.mapping(words -> words[1], Collectors.toList())));
  }

  private void copyQuickstart() throws IOException {
    Examples.copy("quickstart", folder);
    try (Stream<Path> scripts = Files.list(workshop.file("scripts"))) {
      for (Path script : scripts.filter(file -> file.toString().endsWith(".sh")).toList()) {
        if (!script.endsWith("edge.sh")) {
          String note = "echo \"$PHASEROLLOUT_STEP $PHASEROLLOUT_ATTEMPT\" >>starts\n";
          Files.writeString(script, note + Files.readString(script));
        }
      }
    }
  }

  @Test
  void a_step_that_outlives_the_program_is_awaited_and_not_doubled() throws Exception {
    workshop.rollout(waitingStep(""));
    Started first = workshop.start();
    workshop.awaitText("effects", "begins");
    first.kill();
    Started second = workshop.start();
    workshop.awaitText(".phaserollout/shop/lock", Long.toString(second.process().pid()));
    Files.createFile(workshop.file("go"));
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("1 begins", "1 ends");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130, Ctrl-C", "TERM, 143, signal TERM", "HUP, 129, signal HUP"})
  void a_signal_ends_what_runs_and_the_next_call_goes_on_with_attempt_2(
      String signal, int code, String by) throws Exception {
    workshop.rollout(waitingStep(""));
    Started first = workshop.start();
    workshop.awaitText("effects", "begins");
    first.signal(signal);
    assertThat(first.await()).as(first.printed()).isEqualTo(code);
    assertThat(first.printed())
        .contains("Stopped by " + by, "go on with: " + Workshop.program() + " run ");
    assertThat(workshop.processes()).isEmpty();

    Files.createFile(workshop.file("go"));
    Started second = workshop.start();
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("1 begins", "2 begins", "2 ends");
  }

  @Test
  void a_second_signal_gives_a_step_that_does_not_listen_no_more_time() throws Exception {
    workshop.rollout(waitingStep("trap '' TERM; "));
    Started run = workshop.start();
    workshop.awaitText("effects", "begins");
    run.signal("INT");
    patiently(() -> assertThat(run.printed()).contains("press Ctrl-C again"));
    run.signal("INT");
    assertThat(run.await()).isEqualTo(130);
    assertThat(run.printed()).contains("ending what runs at once");
  }

  @Test
  void a_step_whose_script_is_killed_is_lost_and_what_it_ran_is_ended() throws Exception {
    workshop.rollout(waitingStep(""));
    Started run = workshop.start();
    workshop.awaitText("effects", "begins");
    Claim claim =
        Claim.parse(text(workshop.attempt(1, "main.a", 1).resolve("claim"))).orElseThrow();
    ProcessHandle.of(claim.pid()).orElseThrow().destroyForcibly();
    assertThat(run.await()).as(run.printed()).isEqualTo(3);
    assertThat(run.printed())
        .contains("was killed before it could record", "--answer main/a=Retry");
    assertThat(workshop.lines("effects")).containsExactly("1 begins");
    Files.createFile(workshop.file("go"));
    Started again = workshop.start("--answer", "main/a=Retry");
    assertThat(again.await()).as(again.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("1 begins", "2 begins", "2 ends");
  }

  @Test
  void two_programs_at_once_run_it_once_and_the_second_names_the_first() throws Exception {
    workshop.rollout(waitingStep(""));
    Started first = workshop.start();
    workshop.awaitText("effects", "begins");
    Started second = workshop.start();
    assertThat(second.await()).isEqualTo(2);
    assertThat(second.printed()).contains("process " + first.process().pid() + " is one");
    Files.createFile(workshop.file("go"));
    assertThat(first.await()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("1 begins", "1 ends");
  }

  @Test
  void whoever_claims_an_attempt_first_runs_it_and_nobody_else_ever() throws Exception {
    Path attempt = Files.createDirectories(workshop.file("attempt"));
    Path script = workshop.file("attempt.sh");
    try (var text = AttemptLauncher.class.getResourceAsStream("attempt.sh")) {
      Files.copy(java.util.Objects.requireNonNull(text), script);
    }
    List<Process> racers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      racers.add(
          new ProcessBuilder(
                  "sh",
                  script.toString(),
                  attempt.toString(),
                  "job",
                  "1",
                  "sh",
                  "-c",
                  "echo once >> " + workshop.file("effects"))
              .directory(folder.toFile())
              .start());
    }
    List<Integer> exits = new ArrayList<>();
    for (Process racer : racers) {
      exits.add(racer.waitFor());
    }
    assertThat(
            exits.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .containsEntry(0, 1L)
        .containsEntry(AttemptLauncher.CLAIMED_BEFORE, 19L);
    assertThat(workshop.lines("effects")).containsExactly("once");
  }

  /** A step that says when it begins, waits for the file {@code go}, and says when it ends. */
  private static String waitingStep(String first) {
    return """
        phases:
          - name: main
            steps:
              - name: a
                run:
                  command:
                    - sh
                    - -c
                    - |
                      %secho "$PHASEROLLOUT_ATTEMPT begins" >>effects
                      until [ -e go ]; do sleep 0.05; done
                      echo "$PHASEROLLOUT_ATTEMPT ends" >>effects
        """
        .replace("%s", first);
  }
}
