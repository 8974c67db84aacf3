package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.controller.AnswerPolicy;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may answer and who may command, asked of a real API server with the chart installed and the
 * people of {@code examples/approval}: alice releases, bob develops, carol is on call.
 */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartPoliciesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final User CAROL = User.named("carol", "sres");

  private final RunningControlPlane controlPlane;
  private final KubernetesClient client;
  private final Kubectl admin;
  private final String shop;
  private final InstalledChart chart;

  ChartPoliciesIT(RunningControlPlane controlPlane, KubernetesClient client, Kubectl admin) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.admin = admin;
    String home = controlPlane.newNamespace("operator");
    this.shop = controlPlane.newNamespace("shop");
    this.chart = new InstalledChart(home, home, controlPlane.kubeconfig(User.ADMIN));
  }

  @BeforeAll
  void install_the_chart_and_say_who_is_who() {
    chart.install(Chart.IMAGE);
    admin.succeed("wait", "--for=condition=Established", "crd/phaserollouts.phaserollout.dev");
    admin.succeed("wait", "--for=condition=Established", "crd/phaseapprovals.phaserollout.dev");
    admin.succeed("apply", "-n", shop, "-f", "../examples/approval/rbac.yaml");
    // bob may create answers, so that the policy has the word and not RBAC
    admin.succeed("create", "role", "writer", "-n", shop, "--verb=create", "--resource=pra");
    admin.succeed("create", "rolebinding", "writer", "-n", shop, "--role=writer", "--user=bob");
    admin
        .runWithInput(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseRollout
            metadata: {name: checkout}
            spec: {phases: [{name: production, steps: [{name: deploy, run: {image: a}}]}]}
            """,
            "apply",
            "-n",
            shop,
            "-f",
            "-")
        .outputOfSuccess();
    // The API server follows policies and rights a moment after they are stored.
    await().atMost(SOON).until(() -> !answer(User.BOB, "bob", "checkout").err().isEmpty());
    await().atMost(SOON).until(() -> command(User.BOB, "note", "x").exitCode() == 0);
    await().atMost(SOON).until(() -> !command(User.BOB, "abort", "1").err().isEmpty());
  }

  @AfterAll
  void leave_nothing_of_the_cluster_behind() {
    chart.uninstall();
  }

  @Test
  void a_release_manager_answers_in_their_own_name() {
    assertThat(answer(User.ALICE, "alice", "checkout").outputOfSuccess()).contains("created");
  }

  @Test
  void nobody_answers_in_the_name_of_another() {
    assertThat(answer(User.ALICE, "carol", "checkout").err())
        .contains(
            "Forbidden",
            "spec.approver: found 'carol', expected 'alice', for nobody answers in the name of"
                + " another; write approver: alice");
    assertThat(answer(User.ADMIN, "alice", "checkout").err())
        .contains("spec.approver: found 'alice', expected 'admin'");
  }

  @Test
  void who_may_not_approve_is_told_the_missing_verb_and_how_it_is_granted() {
    assertThat(answer(User.BOB, "bob", "checkout").err())
        .contains(
            "found user 'bob', expected one with the verb 'approve' on the phaserollout 'checkout'"
                + " in namespace '"
                + shop
                + "'; whoever grants rights there can run: kubectl -n "
                + shop
                + " create rolebinding release-approver --clusterrole=phaserollout-approver"
                + " --user='bob'");
  }

  @Test
  void who_may_not_create_answers_is_refused_before_any_policy() {
    assertThat(answer(CAROL, "carol", "checkout").err())
        .contains("\"carol\" cannot create resource \"phaseapprovals\"");
  }

  @Test
  void the_right_to_approve_can_be_for_one_rollout_only() {
    String other = "other";
    admin.runWithInput(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: one}
        rules:
          - {apiGroups: [phaserollout.dev], resources: [phaseapprovals], verbs: [create]}
          - apiGroups: [phaserollout.dev]
            resources: [phaserollouts]
            resourceNames: [checkout]
            verbs: [approve]
        """,
        "apply",
        "-n",
        shop,
        "-f",
        "-");
    admin.succeed("create", "rolebinding", "one", "-n", shop, "--role=one", "--user=dave");
    User dave = User.named("dave");

    await().atMost(SOON).until(() -> answer(dave, "dave", "checkout").exitCode() == 0);
    assertThat(answer(dave, "dave", other).err())
        .contains(
            "found user 'dave', expected one with the verb 'approve' on the phaserollout 'other'");
  }

  @Test
  void what_the_API_server_holds_is_what_the_operator_looks_for() {
    AnswerPolicy expected = AnswerPolicy.shipped();

    assertThat(
            new AnswerPolicy(
                expected.name(),
                stored("ValidatingAdmissionPolicy", expected.name()),
                stored("ValidatingAdmissionPolicyBinding", expected.name())))
        .isEqualTo(expected);
  }

  @Test
  void the_API_server_finds_nothing_wrong_with_the_expressions() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .admissionRegistration()
                            .v1()
                            .validatingAdmissionPolicies()
                            .list()
                            .getItems())
                    .filteredOn(
                        policy -> policy.getMetadata().getName().startsWith("phaserollout-"))
                    .hasSize(2)
                    .allSatisfy(
                        policy -> {
                          assertThat(policy.getStatus().getObservedGeneration()).isEqualTo(1);
                          assertThat(policy.getStatus().getTypeChecking().getExpressionWarnings())
                              .isEmpty();
                        }));
  }

  @ParameterizedTest
  @CsvSource({"abort, abort", "retry, retry", "rerun, retry", "rollback, rollback"})
  void a_command_needs_its_verb_and_who_lacks_it_is_told_so(String command, String verb) {
    assertThat(command(User.BOB, command, "1").err())
        .contains(
            "Forbidden",
            "metadata.annotations: found phaserollout.dev/"
                + command
                + " by user 'bob', expected one with the verb '"
                + verb
                + "' on the phaserollout 'checkout' in namespace '"
                + shop
                + "'; whoever grants rights there can run: kubectl -n "
                + shop
                + " create rolebinding release-commander --clusterrole=phaserollout-commander"
                + " --user='bob'");
    assertThat(command(CAROL, command, "1").err()).isEmpty();
  }

  @Test
  void who_may_edit_but_not_command_edits_a_rollout_that_was_commanded() {
    command(CAROL, "abort", "2").outputOfSuccess();

    assertThat(command(User.BOB, "note", "y").err()).isEmpty();
    assertThat(
            as(User.BOB)
                .run(
                    "patch",
                    "prl/checkout",
                    "-n",
                    shop,
                    "--type=merge",
                    "-p",
                    "{\"spec\": {\"suspend\": true}}")
                .err())
        .isEmpty();
    assertThat(
            as(User.BOB)
                .run("annotate", "prl/checkout", "-n", shop, "phaserollout.dev/abort-")
                .err())
        .isEmpty();
    assertThat(command(User.BOB, "abort", "2").err()).contains("found phaserollout.dev/abort");
  }

  @Test
  void a_command_that_a_rollout_is_created_with_needs_no_verb() {
    KubectlResult created =
        as(User.BOB)
            .runWithInput(
                """
                apiVersion: phaserollout.dev/v1alpha1
                kind: PhaseRollout
                metadata: {name: born-with-one, annotations: {phaserollout.dev/abort: "1"}}
                spec: {phases: [{name: production, steps: [{name: deploy, run: {image: a}}]}]}
                """,
                "create",
                "-n",
                shop,
                "-f",
                "-");

    assertThat(created.err()).isEmpty();
  }

  private Kubectl as(User user) {
    return controlPlane.kubectl(user);
  }

  private KubectlResult command(User user, String command, String value) {
    return as(user)
        .run(
            "annotate",
            "--overwrite",
            "prl/checkout",
            "-n",
            shop,
            "phaserollout.dev/" + command + "=" + value + "/" + System.nanoTime());
  }

  private KubectlResult answer(User user, String approver, String rollout) {
    return as(user)
        .runWithInput(
            """
            apiVersion: phaserollout.dev/v1alpha1
            kind: PhaseApproval
            metadata: {generateName: answer-}
            spec:
              rolloutRef: {name: ROLLOUT, uid: 6f9c1f0e-8d0a-4c7e-9a53-1d2b3c4d5e6f}
              run: 1
              question: production
              digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
              decision: Approve
              approver: APPROVER
            """
                .replace("ROLLOUT", rollout)
                .replace("APPROVER", approver),
            "create",
            "-n",
            shop,
            "-f",
            "-");
  }

  private Map<String, Object> stored(String kind, String name) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources("admissionregistration.k8s.io/v1", kind)
            .withName(name)
            .get();
    return found.get("spec");
  }
}
