package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.RolloutRef;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator of two namespaces, on a real API server. */
@ControlPlane
class TwoNamespacesIT {

  private final KubernetesClient client;
  private final String shop;
  private final String billing;
  private final Onlooker onlooker = new Onlooker();
  private Operator operator;

  TwoNamespacesIT(RunningControlPlane controlPlane, KubernetesClient client) {
    this.client = client;
    this.shop = controlPlane.newNamespace("shop");
    this.billing = controlPlane.newNamespace("billing");
  }

  @BeforeEach
  void register() {
    Crds.install(client);
    operator = onlooker.in(client, Set.of(shop, billing));
  }

  @AfterEach
  void stop() {
    operator.stop();
  }

  @Test
  void what_was_there_before_the_start_is_known_of_both() {
    answerIn(shop);
    answerIn(billing);
    operator.start();
    assertThat(onlooker.sources.join().answersTo(shop, "checkout")).hasSize(1);
    assertThat(onlooker.sources.join().answersTo(billing, "checkout")).hasSize(1);
  }

  private void answerIn(String namespace) {
    PhaseApproval answer = new PhaseApproval();
    answer.setMetadata(new ObjectMetaBuilder().withName("yes").withNamespace(namespace).build());
    answer.setSpec(
        new PhaseApprovalSpec(
            new RolloutRef("checkout", "0f6d3a52-0000-4000-8000-000000000001"),
            1,
            "production",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ApprovalDecision.Approve,
            "admin",
            "read it",
            Map.of()));
    client.resource(answer).create();
  }
}
