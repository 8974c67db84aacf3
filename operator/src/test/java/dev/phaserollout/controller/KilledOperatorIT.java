package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that dies at each of its writes in turn, and another that takes over. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledOperatorIT {

  /** A retry, outputs, steps side by side and a finally step. */
  private static final String SPEC =
      """
      stepDefaults: {image: IMAGE}
      phases:
        - name: a
          steps:
            - name: make
              run: {command: [sh, -c, 'printf ''{"n":"1"}'' > $PHASEROLLOUT_OUTPUTS']}
              outputs: [{name: n}]
        - name: b
          steps:
            - name: left
              dependsOn: []
              inputs: [{env: N, from: {step: make, output: n}}]
              run: {command: [sh, -c, 'test $N$PHASEROLLOUT_ATTEMPT = 12']}
              retry: {limit: 1, backoff: {duration: 1s}}
            - {name: right, dependsOn: [], run: {command: [sh, -c, 'exit 0']}}
      finally:
        - {name: bye, run: {command: [sh, -c, 'exit 0']}}
      """;

  private final PodCluster cluster;

  KilledOperatorIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void at_whichever_write_an_operator_dies_every_attempt_runs_once_and_the_run_ends_the_same() {
    List<String> undisturbed = run(1_000);
    int write = 0;
    while (true) {
      Optional<List<String>> ended = runAndDieAfter(write);
      if (ended.isEmpty()) {
        break;
      }
      assertThat(ended.get()).as("died after " + write + " writes").isEqualTo(undisturbed);
      write++;
    }
    assertThat(write).as("writes of the run").isGreaterThan(12);
  }

  private List<String> run(int writes) {
    assertThat(runAndDieAfter(writes)).isEmpty();
    return seen;
  }

  private List<String> seen = List.of();

  /** Empty when the run was over before. */
  private Optional<List<String>> runAndDieAfter(int writes) {
    Crashes crash = Crashes.after(writes);
    try (Workplace place = Workplace.withoutOperator(cluster, "killed");
        KubernetesClient client = crash.client(cluster.client())) {
      place.startOperator(client, Optional.empty(), () -> {});
      place.apply("shop", SPEC);
      await()
          .atMost(Workplace.SOON)
          .until(() -> crash.dead() || ended(place.rollout("shop").get().getStatus()));
      boolean died = crash.dead();
      if (died) {
        place.stopOperator();
        place.startOperator();
      }
      seen = story(place.awaitState("shop", "Succeeded"));
      assertThat(place.jobs("shop")).as("one Job an attempt").hasSize(5);
      assertThat(place.pods("shop")).as("one pod a Job").hasSize(5);
      return died ? Optional.of(seen) : Optional.empty();
    }
  }

  private static boolean ended(PhaseRolloutStatus status) {
    return status != null && status.run() != null && status.run().completedAt() != null;
  }

  private static List<String> story(PhaseRolloutStatus status) {
    return Stream.concat(
            status.phases().stream().flatMap(phase -> phase.steps().stream()),
            status.finallySteps().stream())
        .map(KilledOperatorIT::line)
        .toList();
  }

  private static String line(StepStatus step) {
    return step.name()
        + " "
        + step.state()
        + " #"
        + step.attempt()
        + " "
        + step.outputs()
        + " failures "
        + step.failures();
  }
}
