package dev.phaserollout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the verbs for a cluster decide without one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClusterVerbsTest {

  @TempDir Path folder;

  private static PhaseRollout rollout(String metadata, String status) {
    return new KubernetesSerialization()
        .unmarshal(
            "metadata: {name: shop, generation: 2" + metadata + "}\nstatus: {" + status + "}",
            PhaseRollout.class);
  }

  private static String condition(String type) {
    return "conditions: [{type: "
        + type
        + ", status: 'True', lastTransitionTime: x, reason: r, message: m}]";
  }

  @ParameterizedTest
  @CsvSource({
    "Ready, SUCCEEDED",
    "Stalled, FAILED",
    "Reconciling, GOES_ON",
    "AwaitingAnswer, WAITS_FOR_A_PERSON"
  })
  void conditions_say_how_a_rollout_stands(String type, Standing expected) {
    assertThat(Standing.of(rollout("", "observedGeneration: 2, " + condition(type))))
        .isEqualTo(expected);
  }

  @Test
  void a_status_of_an_older_spec_and_an_edit_that_waits_are_no_end() {
    assertThat(Standing.of(rollout("", "observedGeneration: 1, " + condition("Ready"))))
        .isEqualTo(Standing.GOES_ON);
    String next = "observedGeneration: 2, run: {number: 1, nextRevision: r}, ";
    assertThat(Standing.of(rollout("", next + condition("Ready")))).isEqualTo(Standing.GOES_ON);
  }

  @Test
  void a_command_that_was_not_handled_yet_is_no_end_and_a_handled_or_stale_one_is() {
    String failed = "observedGeneration: 2, run: {number: 4}, " + condition("Stalled");
    String asked = ", annotations: {phaserollout.dev/retry: '4/x'}";
    assertThat(Standing.of(rollout(asked, failed))).isEqualTo(Standing.GOES_ON);
    assertThat(Standing.of(rollout(asked, failed + ", lastHandled: {retry: '4/x'}")))
        .isEqualTo(Standing.FAILED);
    String stale = ", annotations: {phaserollout.dev/retry: '3'}";
    assertThat(Standing.of(rollout(stale, failed))).isEqualTo(Standing.FAILED);
  }

  @Test
  void while_a_step_works_nobody_is_waited_for() {
    String working = "phases: [{name: a, steps: [{name: s, state: Running}]}], ";
    assertThat(
            Standing.of(
                rollout("", "observedGeneration: 2, " + working + condition("AwaitingAnswer"))))
        .isEqualTo(Standing.GOES_ON);
  }

  @Test
  void a_command_names_its_run_and_differs_from_an_earlier_one() {
    assertThat(CommandToken.of(4, Instant.parse("2026-03-02T09:00:00.123456Z")))
        .isEqualTo("4/2026-03-02T09:00:00.123Z");
  }

  private String refusal(String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        Cli.run(
            words,
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Clock.systemUTC());
    assertThat(exit).isEqualTo(Exit.USAGE);
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RolloutWord written(String word) {
    RolloutWord rollout = new RolloutWord();
    new CommandLine(rollout).parseArgs(word);
    return rollout;
  }

  @Test
  void a_word_that_could_be_a_file_and_a_rollout_is_refused_with_how_to_say_which() {
    assertThat(written("./checkout").meansFile(false)).isTrue();
    assertThat(written("rollout.yaml").meansFile(false)).isTrue();
    assertThat(written("no-such-file").meansFile(false)).isFalse();
    assertThat(written("checkout").meansFile(true)).isTrue();
    assertThat(refusal("history", "src"))
        .contains("found 'src', which is a file here and may be a rollout on the cluster")
        .contains("write ./src for the file");
  }

  @Test
  void a_file_and_an_option_of_a_cluster_are_refused_together() throws IOException {
    Path file = Files.createFile(folder.resolve("rollout.yaml"));
    assertThat(refusal("history", file.toString(), "-n", "shop"))
        .contains("and an option of a cluster, expected either");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "record", "history"})
  void an_empty_place_for_state_is_refused_by_every_verb_that_takes_one(String verb)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rollout.yaml"),
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseRollout
            metadata: {name: shop}
            spec: {phases: [{name: p, steps: [{name: s, run: {command: ["true"]}}]}]}
            """);
    assertThat(refusal(verb, file.toString(), "--state", ""))
        .contains("--state: found nothing, expected a folder");
  }

  @Test
  void options_that_mean_nothing_are_refused_before_a_cluster_is_asked() {
    assertThat(refusal("get", "-w")).contains("-w: found no NAME");
    assertThat(refusal("status", "shop", "--wait=soon")).contains("--wait: found 'soon'");
    assertThat(refusal("approve", "shop", "production", "--output", "x"))
        .contains("--output: found 'x', expected NAME=VALUE");
    assertThat(refusal("get", "--kubeconfig", folder.resolve("none").toString()))
        .contains("--kubeconfig: found", "expected a file that can be read");
  }
}
