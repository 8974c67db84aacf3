package dev.phaserollout.local;

import static dev.phaserollout.local.Workshop.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Started;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a terminal of its own, and a person who types. */
class TerminalIT {

  private static final String MANUAL =
      """
      phases:
        - name: main
          maxParallel: 2
          steps:
            - {name: m, dependsOn: [], manual: {instructions: Read the meter.}, outputs: [{name: rate}]}
            - {name: s, dependsOn: [], run: {command: [sh, -c, 'until test -e go; do sleep 0.05; done; echo s >> effects']}}
            - {name: t, inputs: [{env: RATE, from: {step: m, output: rate}}],
               run: {command: [sh, -c, 'echo "rate $RATE" >> effects']}}
      """;

  @TempDir Path folder;
  @AutoClose private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    workshop.rollout(MANUAL);
  }

  private static void sees(Started run, String text) {
    patiently(() -> assertThat(run.printed()).contains(text));
  }

  private static void type(Started run, String keys) throws IOException {
    OutputStream to = run.process().getOutputStream();
    to.write(keys.getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  @Test
  void a_person_is_asked_below_the_tree_while_other_steps_go_on() throws IOException {
    Started run = workshop.startOnTerminal();
    sees(run, "Read the meter.");
    sees(run, "as " + System.getProperty("user.name") + "?");
    type(run, "app\r");
    sees(run, "rate = ");
    type(run, "12\r");
    sees(run, "comment (optional)");
    type(run, "read twice\r");
    sees(run, "rate=12");
    Files.createFile(workshop.file("go"));
    assertThat(run.await()).as(run.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("s", "rate 12");
    assertThat(Workshop.text(workshop.state().resolve("checkpoint.json"))).contains("read twice");
  }

  @Test
  void a_program_that_is_killed_while_it_asks_asks_again() throws IOException {
    Files.createFile(workshop.file("go"));
    Started first = workshop.startOnTerminal();
    sees(first, "Read the meter.");
    type(first, "app\r7");
    long pid = Long.parseLong(Workshop.text(workshop.state().resolve("lock")).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    first.await();
    Started second = workshop.startOnTerminal();
    sees(second, "Read the meter.");
    type(second, "app\r");
    sees(second, "rate = ");
    type(second, "9\r\r");
    assertThat(second.await()).as(second.printed()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("s", "rate 9");
  }

  @Test
  void whoever_answers_later_leaves_a_run_that_waits_with_the_words_that_go_on()
      throws IOException {
    Files.createFile(workshop.file("go"));
    Started run = workshop.startOnTerminal();
    sees(run, "Read the meter.");
    type(run, "\u0004");
    assertThat(run.await()).as(run.printed()).isEqualTo(3);
    assertThat(run.printed()).contains("--answer main/m=Approve --output main/m:rate=VALUE");
  }

  @Test
  void ctrl_c_stops_a_run_that_asks() throws IOException {
    Files.createFile(workshop.file("go"));
    Started run = workshop.startOnTerminal();
    sees(run, "as " + System.getProperty("user.name") + "?");
    type(run, "\u0003");
    assertThat(run.await()).as(run.printed()).isEqualTo(130);
  }
}
