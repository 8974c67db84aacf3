package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused before the first step, all of it at once, and by whom it can be mended. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PreflightIT {

  private final PodCluster cluster;
  private Workplace place;

  PreflightIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "preflight");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private static Condition accepted(PhaseRolloutStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Accepted"))
        .findFirst()
        .orElseThrow();
  }

  private Condition awaitRefused(String name) {
    return accepted(
        place
            .await(
                name,
                now ->
                    now.conditions().stream()
                        .anyMatch(c -> c.type().equals("Accepted") && c.status().equals("False")))
            .getStatus());
  }

  @Test
  void every_fault_of_the_spec_is_listed_at_once_and_nothing_starts() {
    place.apply(
        "faults",
        """
        phases:
          - name: a
            steps:
              - {name: s, run: {command: [x]}}
              - {name: t, dependsOn: [nobody], run: {image: IMAGE, command: [x]}}
              - {name: u, if: "params.nope ==", run: {image: IMAGE, command: [x]}}
        """);
    Condition refused = awaitRefused("faults");
    assertThat(refused.reason()).isEqualTo("InvalidSpec");
    assertThat(refused.message())
        .contains("spec.phases[0].steps[0].run.image")
        .contains("spec.phases[0].steps[1].dependsOn[0]")
        .contains("spec.phases[0].steps[2].if");
    assertThat(place.jobs("faults")).isEmpty();
    assertThat(place.rollout("faults").get().getStatus().conditions())
        .anySatisfy(
            stalled -> {
              assertThat(stalled.type()).isEqualTo("Stalled");
              assertThat(stalled.reason()).isEqualTo("InvalidSpec");
            });
  }

  @Test
  void a_template_that_the_api_server_does_not_know_is_refused_in_its_words() {
    place.apply(
        "template",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: a
            steps:
              - {name: s, template: {spec: {nodeSelectr: {a: b}}}, run: {command: [x]}}
              - {name: t, template: {spec: {securityContext: {runAsUser: root}}}, run: {command: [x]}}
              - {name: u, template: {spec: {restartPolicy: OnFailure}}, run: {command: [x]}}
              - {name: v, template: {spec: {containers: [{name: step, $patch: delete}]}}, run: {command: [x]}}
        """);
    Condition refused = awaitRefused("template");
    assertThat(refused.reason()).isEqualTo("InvalidSpec");
    assertThat(refused.message())
        .contains("spec.phases[0].steps[0]", "unknown field \"spec.nodeSelectr\"")
        .contains("spec.phases[0].steps[1]", "runAsUser")
        .contains("spec.phases[0].steps[2]", "restartPolicy")
        .contains("spec.phases[0].steps[3].template: found no container named step");
  }

  @Test
  void surroundings_that_are_not_ready_are_waited_for() {
    place.apply(
        "account",
        """
        stepDefaults: {image: IMAGE, serviceAccountName: later}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    Condition refused = awaitRefused("account");
    assertThat(refused.reason()).isEqualTo("NotReadyToStart");
    assertThat(refused.message()).contains("serviceaccount \"later\" not found");
    assertThat(place.rollout("account").get().getStatus().conditions())
        .extracting(Condition::type)
        .contains("Reconciling")
        .doesNotContain("Stalled");
    place
        .client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("later")
                .withNamespace(place.namespace())
                .endMetadata()
                .build())
        .create();
    place.awaitState("account", "Succeeded");
  }

  @Test
  void a_quota_that_lets_no_pod_start_is_seen_before_the_first_step() {
    Quota.ofPods(place, 0);
    place.apply(
        "quota",
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    Condition refused = awaitRefused("quota");
    assertThat(refused.reason()).isEqualTo("NotReadyToStart");
    assertThat(refused.message()).contains("exceeded quota");
    assertThat(place.jobs("quota")).isEmpty();
  }

  @Test
  void pods_pass_the_restricted_standard_and_one_that_does_not_is_seen() {
    place
        .client()
        .namespaces()
        .withName(place.namespace())
        .edit(
            now -> {
              now.getMetadata()
                  .getLabels()
                  .putAll(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
              return now;
            });
    place.apply(
        "good",
        """
        stepDefaults: {image: IMAGE}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    place.awaitState("good", "Succeeded");
    place.apply(
        "bad",
        """
        stepDefaults: {image: IMAGE, securityContext: {runAsNonRoot: false}}
        phases: [{name: a, steps: [{name: s, run: {command: [sh, -c, 'exit 0']}}]}]
        """);
    Condition refused = awaitRefused("bad");
    assertThat(refused.reason()).isEqualTo("NotReadyToStart");
    assertThat(refused.message()).contains("violates PodSecurity", "runAsNonRoot");
  }
}
