package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that end badly, or do not begin: each has a state, a reason and words of its own. */
@ExtendWith(PodClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleIT {

  private Workplace place;

  @BeforeAll
  void open(PodCluster cluster) {
    place = Workplace.open(cluster, "trouble");
  }

  @AfterAll
  void close() {
    place.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          exit   | Failed   | NonZeroExit    | exit code 3: the disk is full     | command: [sh, -c, 'echo the disk is full > $PHASEROLLOUT_OUTPUTS; exit 3']
          list   | Failed   | InvalidOutputs | found a list                      | command: [sh, -c, 'echo [1] > $PHASEROLLOUT_OUTPUTS']
          cut    | Failed   | InvalidOutputs | found 4096 bytes                  | command: [sh, -c, 'printf "%06000d" 0 > $PHASEROLLOUT_OUTPUTS']
          nofile | Error    | StartError     | no such file or directory         | command: [/no/such/program]
          """)
  void an_attempt_that_ends_badly_ends_the_run_and_says_why(
      String name, String state, String reason, String words, String run) {
    place.apply(
        name,
        "stepDefaults: {image: IMAGE}\nphases:\n"
            + "  - {name: a, steps: [{name: s, run: {"
            + run.strip()
            + "}}]}\n");
    StepStatus step = Workplace.step(place.awaitState(name, "Failed"), "s");
    assertThat(step.state()).isEqualTo(state);
    assertThat(step.reason()).isEqualTo(reason);
    assertThat(step.message()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          image  | ImagePullBackOff           | image localhost/nope:1 cannot be pulled | image: "localhost/nope:1", command: [x]
          secret | CreateContainerConfigError | secret "nope" not found                 | command: [sh], env: [{name: A, valueFrom: {secretKeyRef: {name: nope, key: k}}}]
          config | CreateContainerConfigError | configmap "nope" not found              | command: [sh], envFrom: [{configMapRef: {name: nope}}]
          """)
  void what_keeps_a_step_from_starting_is_named_within_seconds_and_ends_it_in_time(
      String name, String reason, String words, String run) {
    place.apply(
        name,
        "stepDefaults: {image: IMAGE, startTimeout: 6s}\nphases:\n"
            + "  - {name: a, steps: [{name: s, run: {"
            + run.strip()
            + "}}]}\n");
    PhaseRolloutStatus named =
        place
            .await(name, now -> now.message() != null && now.message().contains(words))
            .getStatus();
    assertThat(named.state()).isEqualTo("Running");
    StepStatus step = Workplace.step(place.awaitState(name, "Failed"), "s");
    assertThat(step.state()).isEqualTo("Error");
    assertThat(step.reason()).isEqualTo("StartTimedOut");
    assertThat(step.message()).contains(reason, words);
  }

  @Test
  void a_step_that_runs_too_long_is_taken_away() {
    place.apply(
        "slow",
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, timeout: 2s, run: {command: [sh, -c, 'sleep 60']}}]}]
        """);
    StepStatus step = Workplace.step(place.awaitState("slow", "Failed"), "s");
    assertThat(step.state()).isEqualTo("TimedOut");
    assertThat(place.jobs("slow"))
        .singleElement()
        .satisfies(job -> assertThat(job.getSpec().getSuspend()).isTrue());
    assertThat(place.pods("slow")).isEmpty();
  }

  @Test
  void a_pod_that_cannot_be_created_is_named_and_the_step_goes_on_when_it_can() {
    place.apply(
        "quota",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - {name: a, steps: [{name: first, run: {command: [sh, -c, 'exit 0']}}]}
          - name: b
            approval: {message: Is there room for a pod?}
            steps: [{name: second, run: {command: [sh, -c, 'exit 0']}}]
        """);
    PhaseRollout asking = place.await("quota", now -> !now.questions().isEmpty());
    Quota quota = Quota.ofPods(place, 0);
    place.answer(asking, ApprovalDecision.Approve);
    PhaseRolloutStatus named =
        place
            .await(
                "quota", now -> now.message() != null && now.message().contains("exceeded quota"))
            .getStatus();
    assertThat(Workplace.step(named, "second").reason()).isEqualTo("FailedCreate");
    quota.lift();
    place.awaitState("quota", "Succeeded");
    assertThat(place.jobs("quota")).hasSize(2);
  }
}
