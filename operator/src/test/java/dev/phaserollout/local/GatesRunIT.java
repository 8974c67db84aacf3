package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.local.Workshop.Ended;
import dev.phaserollout.local.Workshop.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates of a local run: the same rules, measured from this host. */
class GatesRunIT {

  @AutoClose private final Workshop workshop;

  GatesRunIT(@TempDir Path folder) {
    workshop = new Workshop(folder);
  }

  private static final String COVERED =
      """
      parameters: [{name: coverage, value: "98.5"}]
      phases:
        - name: build
          steps:
            - name: test
              run: {command: [sh, -c, 'echo tested >> effects; printf "{\\"coverage\\": \\"$PARAM_COVERAGE\\"}" > $PHASEROLLOUT_OUTPUTS']}
              outputs: [{name: coverage}]
              gates: [{name: coverage, output: {name: coverage}, successCondition: "result >= 98.0"}]
              rollback: {run: {command: [sh, -c, 'echo undone >> effects']}}
          gates:
            - {name: baked, output: {step: test, name: coverage}, successCondition: "result > 90.0", interval: 1s, count: 2}
        - name: deliver
          steps: [{name: deliver, run: {command: [sh, -c, 'echo delivered >> effects']}}]
      """;

  @Test
  void what_passes_its_gates_goes_on() throws IOException {
    workshop.rollout(COVERED);
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(workshop.lines("effects")).containsExactly("tested", "delivered");
  }

  @Test
  void a_gate_that_fails_says_numbers_and_rolls_back() throws IOException {
    workshop.rollout(COVERED);
    Ended ended = workshop.run("--param", "coverage=97.2");
    assertThat(ended.exit()).as(ended.out()).isEqualTo(1);
    assertThat(ended.out()).contains("97.2").contains("result >= 98.0");
    assertThat(workshop.lines("effects")).containsExactly("tested", "undone");
  }

  private static final String LOOKED_AT =
      """
      phases:
        - name: build
          steps:
            - name: test
              run: {command: [sh, -c, 'echo tested >> effects; printf "{\\"url\\": \\"here\\"}" > $PHASEROLLOUT_OUTPUTS']}
              outputs: [{name: url}]
              gates: [{name: smoke, job: {run: {command: [sh, -c, 'test $OUTPUT_URL = here && echo smoked >> effects']}}}]
              rollback: {run: {command: [sh, -c, 'echo undone >> effects']}}
          gates:
            - name: looked
              interval: 1s
              count: 2
              job: {run: {command: [sh, -c, 'echo $PHASEROLLOUT_GATE $PHASEROLLOUT_ATTEMPT >> effects; exit CODE']}}
        - name: deliver
          steps: [{name: deliver, run: {command: [sh, -c, 'echo delivered >> effects']}}]
      """;

  @Test
  void a_command_that_is_a_gate_runs_once_a_measurement() throws IOException {
    workshop.rollout(LOOKED_AT.replace("CODE", "0"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(workshop.lines("effects"))
        .containsExactly("tested", "smoked", "looked 1", "looked 2", "delivered");
  }

  @Test
  void a_command_that_is_a_gate_and_fails_rolls_back() throws IOException {
    workshop.rollout(LOOKED_AT.replace("CODE", "3"));
    Ended ended = workshop.run();
    assertThat(ended.exit()).as(ended.out()).isEqualTo(1);
    assertThat(ended.out()).contains("gate build/gates/looked").contains("exit code 3");
    assertThat(workshop.lines("effects")).containsExactly("tested", "smoked", "looked 1", "undone");
  }

  @Test
  void logs_say_what_a_command_that_is_a_gate_has_printed() throws IOException {
    workshop.rollout(
        LOOKED_AT
            .replace("echo smoked >> effects", "echo smoked")
            .replace(" >> effects; exit CODE", ""));
    assertThat(workshop.run().exit()).isZero();
    assertThat(workshop.call("logs").out())
        .isEqualTo("gate smoke of build/test | smoked\ngate looked of build #2 | looked 2\n");
    assertThat(workshop.call("logs", "test").out())
        .isEqualTo("gate smoke of build/test | smoked\n");
  }

  @Test
  void a_provider_that_nobody_named_is_refused_before_the_first_step() throws IOException {
    workshop.rollout(
        COVERED.replace(
            "{name: baked, output: {step: test, name: coverage}",
            "{name: baked, prometheus: {query: up, provider: metrics}"));
    Ended ended = workshop.run("--provider", "other=http://localhost:1");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("metrics").contains("other");
    assertThat(workshop.file("effects")).doesNotExist();
  }

  @Test
  void a_provider_that_does_not_answer_asks_a_person_and_undoes_nothing() throws IOException {
    workshop.rollout(
        COVERED.replace(
            "{name: baked, output: {step: test, name: coverage}",
            "{name: baked, consecutiveErrorLimit: 0, prometheus: {query: up}"));
    Ended ended = workshop.run("--provider", "metrics=http://localhost:1");
    assertThat(ended.exit()).as(ended.out()).isEqualTo(3);
    assertThat(ended.out()).contains("--answer build/gates/baked=Approve");
    assertThat(workshop.lines("effects")).containsExactly("tested");
  }

  @Test
  void a_run_whose_gate_waits_for_an_answer_stops_when_it_is_told_to() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      workshop.rollout(
          COVERED.replace(
              "{name: baked, output: {step: test, name: coverage}",
              "{name: baked, prometheus: {query: up}"));
      Started run =
          workshop.start("--provider", "metrics=http://127.0.0.1:" + silent.getLocalPort());
      try (Socket asked = silent.accept()) {
        run.signal("TERM");

        assertThat(run.await()).as(run.printed()).isEqualTo(143);
        assertThat(asked.isClosed()).isFalse();
      }
      assertThat(run.printed()).contains("Stopped by signal TERM");
    }
  }
}
