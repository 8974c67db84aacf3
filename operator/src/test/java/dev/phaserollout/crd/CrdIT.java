package dev.phaserollout.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.Step;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRD as users meet it: through the real API server and the real kubectl. */
@ControlPlane
class CrdIT {

  private static final String EVERY_FIELD = "src/test/resources/rollouts/every-field.yaml";
  private static final String ANSWER = "src/test/resources/approvals/every-field.yaml";

  private final KubernetesClient client;
  private final Kubectl kubectl;
  private final String namespace;

  CrdIT(RunningControlPlane controlPlane, KubernetesClient client, Kubectl kubectl) {
    this.client = client;
    this.kubectl = kubectl;
    this.namespace = controlPlane.newNamespace("crd");
  }

  @BeforeAll
  static void install(Kubectl kubectl) {
    InstalledCrds.install(kubectl);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phaserollouts.phaserollout.dev", "phaseapprovals.phaserollout.dev"})
  void the_server_takes_the_CRD_without_reservation(String name) {
    CustomResourceDefinition crd =
        client.apiextensions().v1().customResourceDefinitions().withName(name).get();

    assertThat(crd.getStatus().getConditions())
        .extracting(condition -> condition.getType() + "=" + condition.getStatus())
        .containsExactlyInAnyOrder("NamesAccepted=True", "Established=True");
  }

  @Test
  void apply_takes_every_field_and_finds_no_difference_afterwards() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);

    assertThat(kubectl.succeed("diff", "-n", namespace, "-f", EVERY_FIELD)).isEmpty();
  }

  @Test
  void server_side_apply_takes_every_field_and_finds_no_difference_afterwards() {
    kubectl.succeed("apply", "--server-side", "-n", namespace, "-f", EVERY_FIELD);

    assertThat(kubectl.succeed("diff", "--server-side", "-n", namespace, "-f", EVERY_FIELD))
        .isEmpty();
  }

  @Test
  void an_answer_of_every_field_is_taken_and_shown() {
    kubectl.succeed("apply", "-n", namespace, "-f", ANSWER);

    assertThat(kubectl.succeed("diff", "-n", namespace, "-f", ANSWER)).isEmpty();
    List<String> shown = kubectl.succeed("get", "pra", "-n", namespace).lines().toList();
    assertThat(shown.get(0).split(" +"))
        .containsExactly("NAME", "ROLLOUT", "RUN", "QUESTION", "DECISION", "APPROVER", "AGE");
    assertThat(shown.get(1))
        .matches("checkout-3-production +checkout +3 +production +Approve +admin +\\S+");
  }

  @Test
  void an_answer_stays_as_it_was_given() {
    kubectl.succeed("apply", "-n", namespace, "-f", ANSWER);

    KubectlResult edited =
        kubectl.run(
            "patch",
            "pra/checkout-3-production",
            "-n",
            namespace,
            "--type=merge",
            "-p",
            "{\"spec\": {\"comment\": \"I never said that.\"}}");

    assertThat(edited.err())
        .contains(
            "spec: Invalid value",
            "found another answer than the stored one, expected answers that stay as they were"
                + " given; create another PhaseApproval");
  }

  @Test
  void get_finds_rollouts_and_answers_by_their_category() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD, "-f", ANSWER);

    assertThat(kubectl.succeed("get", "phaserollout-dev", "-n", namespace, "-o", "name").lines())
        .containsExactlyInAnyOrder(
            "phaserollout.phaserollout.dev/checkout",
            "phaseapproval.phaserollout.dev/checkout-3-production");
  }

  /**
   * A category of that name would stand for both kinds, and kubectl takes no name with two kinds.
   */
  @Test
  void the_singular_name_gets_one_rollout() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);

    assertThat(kubectl.succeed("get", "phaserollout", "checkout", "-n", namespace, "-o", "name"))
        .isEqualTo("phaserollout.phaserollout.dev/checkout\n");
  }

  @Test
  void a_fresh_rollout_says_that_nobody_has_seen_it() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);

    assertThat(stored("checkout").getStatus().observedGeneration()).isEqualTo(-1);
  }

  @Test
  void explain_tells_what_a_field_is_for() {
    assertThat(kubectl.succeed("explain", "phaserollout.spec.phases.steps.retry"))
        .contains(
            "How often, and after which pause, a failed attempt is repeated.",
            "backoff\t<Object>",
            "limit\t<integer>",
            "nonRetryableExitCodes\t<[]integer>",
            "Exit codes that say that another attempt is of no use.");
  }

  @Test
  void two_managers_can_each_own_steps_of_one_phase() {
    serverSideApply("team-a", "migrate");
    serverSideApply("team-b", "deploy");

    assertThat(stored("shared").getSpec().phases().get(0).steps())
        .extracting(Step::name)
        .containsExactly("migrate", "deploy");
  }

  @Test
  void get_shows_where_the_run_stands() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);
    PhaseRollout rollout = stored("checkout");
    rollout.setStatus(running());
    client.resource(rollout).updateStatus();

    List<String> wide =
        kubectl.succeed("get", "prl", "-n", namespace, "-o", "wide").lines().toList();
    assertThat(wide.get(0).split(" +"))
        .containsExactly(
            "NAME", "READY", "STATE", "PHASE", "STEP", "RUN", "RELEASE", "AGE", "MESSAGE");
    assertThat(wide.get(1))
        .matches("checkout +False +Running +staging +migrate +3 +v2.3.1 +\\S+ +step migrate runs");
    assertThat(kubectl.succeed("get", "phaserollout", "-n", namespace)).doesNotContain("MESSAGE");
  }

  @Test
  void the_biggest_rollout_is_taken_and_stays_small_enough_to_store() {
    String biggest = BiggestRollout.json();

    KubectlResult created = kubectl.runWithInput(biggest, "create", "-n", namespace, "-f", "-");

    assertThat(created.err()).isEmpty();
    assertThat(Serialization.asJson(stored("biggest")).length()).isLessThan(1_000_000);
  }

  @Test
  void a_status_written_over_a_newer_one_is_refused() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);
    PhaseRollout first = stored("checkout");
    PhaseRollout second = stored("checkout");
    first.setStatus(running());
    client.resource(first).updateStatus();

    second.setStatus(running());

    assertThatThrownBy(() -> client.resource(second).updateStatus())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(409));
  }

  @Test
  void status_is_not_written_through_the_object() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);
    PhaseRollout rollout = stored("checkout");
    rollout.setStatus(running());

    assertThat(client.resource(rollout).update().getStatus().state()).isNull();
  }

  @Test
  void a_written_status_does_not_count_as_an_edited_spec() {
    kubectl.succeed("apply", "-n", namespace, "-f", EVERY_FIELD);
    PhaseRollout rollout = stored("checkout");
    rollout.setStatus(running());

    assertThat(client.resource(rollout).updateStatus().getMetadata().getGeneration()).isEqualTo(1);
  }

  private void serverSideApply(String manager, String step) {
    kubectl
        .runWithInput(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseRollout
            metadata: {name: shared}
            spec: {phases: [{name: staging, steps: [{name: %s, run: {image: a}}]}]}
            """
                .replace("%s", step),
            "apply",
            "--server-side",
            "--field-manager=" + manager,
            "-n",
            namespace,
            "-f",
            "-")
        .outputOfSuccess();
  }

  private PhaseRollout stored(String name) {
    return client.resources(PhaseRollout.class).inNamespace(namespace).withName(name).get();
  }

  private static PhaseRolloutStatus running() {
    return Serialization.unmarshal(
        """
        observedGeneration: 1
        state: Running
        message: step migrate runs
        run: {number: 3, release: v2.3.1}
        currentPhase: staging
        currentStep: migrate
        conditions:
          - type: Ready
            status: "False"
            reason: Running
            message: ""
            lastTransitionTime: 2026-03-01T09:00:00Z
        """,
        PhaseRolloutStatus.class);
  }
}
