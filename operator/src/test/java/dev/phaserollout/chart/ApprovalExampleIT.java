package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.controller.OperatorProcess;
import dev.phaserollout.controller.OperatorSettings;
import dev.phaserollout.controller.Outlets;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.Kubectl;
import dev.phaserollout.controlplane.KubectlResult;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.PodSecurity;
import dev.phaserollout.job.Requests;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The example of an approval with everything that is real about it: chart, policies, three people
 * with the rights of the example, and an operator with those of the chart.
 */
@ControlPlane
@ExtendWith(PodClusterExtension.class)
class ApprovalExampleIT {

  private static final Path EXAMPLE = Path.of("../examples/approval");
  private static final Duration SOON = Duration.ofSeconds(90);

  /** A little longer than a policy has to be there before it proves anything. */
  private static final Duration SETTLED = Duration.ofSeconds(12);

  private static final User CAROL = User.named("carol", "sres");

  private final RunningControlPlane controlPlane;
  private final String shop;
  private final InstalledChart chart;
  private final KubernetesClient asOperator;

  ApprovalExampleIT(RunningControlPlane controlPlane, PodCluster cluster) {
    this.controlPlane = controlPlane;
    String home = controlPlane.newNamespace("operator");
    this.shop = cluster.newNamespace("shop");
    this.chart = new InstalledChart(home, home, controlPlane.kubeconfig(User.ADMIN));
    this.asOperator =
        controlPlane.client(
            User.named(
                "system:serviceaccount:" + home + ":" + home + "-phaserollout",
                "system:serviceaccounts",
                "system:serviceaccounts:" + home,
                "system:authenticated"));
  }

  @BeforeEach
  void install() {
    chart.install(Chart.IMAGE + "watchNamespaces: [" + shop + "]\n");
    Kubectl admin = controlPlane.kubectl();
    for (String kind : new String[] {"phaserollouts", "phaseapprovals"}) {
      admin.succeed("wait", "--for=condition=Established", "crd/" + kind + ".phaserollout.dev");
    }
    admin.succeed("apply", "-n", shop, "-f", EXAMPLE.resolve("rbac.yaml").toString());
  }

  @AfterEach
  void leave_nothing_of_the_cluster_behind() {
    asOperator.close();
    chart.uninstall();
  }

  @Test
  void only_the_release_manager_lets_it_into_production_and_the_status_says_so()
      throws IOException {
    Instant settled = Instant.now().plus(SETTLED);
    String yaml =
        Files.readString(EXAMPLE.resolve("rollout.yaml"))
            .replaceAll("image: .*", "image: " + PodCluster.IMAGE);
    // The controller manager adds the rules of the chart to those of the cluster.
    await().atMost(SOON).until(() -> as(User.BOB, yaml, "apply").exitCode() == 0);
    try (OperatorProcess operator = operator()) {
      assertThat(operator.leads()).isTrue();
      PhaseRollout asking = awaitStatus(status -> !status.questions().isEmpty());
      await().atMost(SOON).until(() -> Instant.now().isAfter(settled));

      assertThat(answer(asking, User.BOB, "bob").err()).contains("User \"bob\" cannot create");
      assertThat(answer(asking, CAROL, "carol").err()).contains("User \"carol\" cannot create");
      assertThat(answer(asking, User.ALICE, "bob").err())
          .contains("spec.approver: found 'bob', expected 'alice'");
      assertThat(stored().getStatus().state()).isEqualTo(asking.getStatus().state());
      answer(asking, User.ALICE, "alice").outputOfSuccess();

      assertThat(
              awaitStatus(status -> "Succeeded".equals(status.state())).getStatus().run().answers())
          .singleElement()
          .satisfies(
              counted -> {
                assertThat(counted.by()).isEqualTo("alice");
                assertThat(counted.verified()).isTrue();
              });
    }
  }

  private OperatorProcess operator() throws IOException {
    return OperatorProcess.start(
        new OperatorSettings(
            Set.of(shop),
            Optional.empty(),
            0,
            2,
            PodSecurity.DEFAULT,
            Requests.AGENT,
            Providers.none()),
        asOperator,
        new Outlets(new SimpleMeterRegistry(), () -> "", Map.of(), "operator-of-an-example"),
        new CelExpressions(),
        Clock.systemUTC(),
        () -> {});
  }

  private PhaseRollout awaitStatus(Predicate<PhaseRolloutStatus> holds) {
    return await()
        .atMost(SOON)
        .until(
            this::stored,
            rollout -> rollout.getStatus() != null && holds.test(rollout.getStatus()));
  }

  private PhaseRollout stored() {
    return controlPlane
        .client()
        .resources(PhaseRollout.class)
        .inNamespace(shop)
        .withName("checkout")
        .get();
  }

  private KubectlResult answer(PhaseRollout asking, User user, String approver) {
    QuestionStatus question = asking.getStatus().questions().get(0);
    return as(
        user,
        """
        apiVersion: phaserollout.dev/v1alpha1
        kind: PhaseApproval
        metadata: {generateName: checkout-}
        spec:
          rolloutRef: {name: checkout, uid: UID}
          run: RUN
          question: QUESTION
          digest: DIGEST
          decision: Approve
          approver: APPROVER
        """
            .replace("UID", asking.getMetadata().getUid())
            .replace("RUN", String.valueOf(asking.getStatus().run().number()))
            .replace("QUESTION", question.id())
            .replace("DIGEST", String.valueOf(question.digest()))
            .replace("APPROVER", approver),
        "create");
  }

  private KubectlResult as(User user, String yaml, String verb) {
    return controlPlane.kubectl(user).runWithInput(yaml, verb, "-n", shop, "-f", "-");
  }
}
