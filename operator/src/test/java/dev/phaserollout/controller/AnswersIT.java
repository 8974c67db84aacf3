package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.RolloutRef;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.engine.Answer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers on a real API server: how they reach a rollout, and what a policy proves of them. */
@ControlPlane
class AnswersIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String POLICY = "ValidatingAdmissionPolicy";
  private static final String BINDING = "ValidatingAdmissionPolicyBinding";

  private final KubernetesClient client;
  private final String namespace;
  private final Onlooker onlooker = new Onlooker();
  private Operator operator;

  AnswersIT(RunningControlPlane controlPlane, KubernetesClient client) {
    this.client = client;
    this.namespace = controlPlane.newNamespace("answers");
  }

  @BeforeEach
  void start() {
    Crds.install(client);
    operator = onlooker.in(client, Set.of(namespace));
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.stop();
    policy(BINDING).delete();
    policy(POLICY).delete();
  }

  @Test
  void an_answer_has_the_rollout_that_it_names_looked_at_and_no_other() {
    PhaseRollout checkout = rollout("checkout");
    rollout("other");
    await().atMost(SOON).until(() -> onlooker.looks.get() == 2);

    PhaseApproval given = answer("yes", checkout);

    await().atMost(SOON).until(() -> onlooker.looks.get() == 3);
    assertThat(onlooker.sources.join().answersTo(namespace, "checkout"))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.getSpec()).isEqualTo(given.getSpec());
              assertThat(seen.getMetadata().getUid()).isEqualTo(given.getMetadata().getUid());
              assertThat(seen.getMetadata().getManagedFields()).isEmpty();
            });
    assertThat(onlooker.sources.join().answersTo(namespace, "other")).isEmpty();
    assertThat(onlooker.sources.join().answersTo("default", "checkout")).isEmpty();
  }

  @Test
  void only_an_answer_that_came_well_after_an_unchanged_policy_is_verified() {
    PhaseRollout checkout = rollout("checkout");
    AnswerPolicy expected = AnswerPolicy.shipped();
    answer("before", checkout);
    create(POLICY, expected.policy());
    create(BINDING, expected.binding());
    answer("just-after", checkout);
    Instant made = Instant.parse(policy(BINDING).get().getMetadata().getCreationTimestamp());
    await()
        .atMost(SOON)
        .until(() -> Instant.now().isAfter(made.plus(AnswerProof.SETTLING).plusSeconds(1)));
    answer("after", checkout);

    Answers sameOperator = answers();
    await().atMost(SOON).until(() -> sameOperator.to(checkout).size() == 3);
    assertThat(verified(sameOperator, checkout)).containsExactly("after");

    loosenAndMend();
    answer("after-a-change", checkout);

    await().atMost(SOON).until(() -> sameOperator.to(checkout).size() == 4);
    assertThat(verified(sameOperator, checkout))
        .as("what was proven once stays so, and nothing is proven since")
        .containsExactly("after");
    assertThat(verified(answers(), checkout)).as("by an operator that comes later").isEmpty();
  }

  private List<String> verified(Answers answers, PhaseRollout rollout) {
    return answers.to(rollout).stream().filter(Answer::verified).map(Answer::name).toList();
  }

  private Answers answers() {
    return new Answers(
        onlooker.sources.join()::answersTo, new PolicyReader(client, Clock.systemUTC()));
  }

  private void loosenAndMend() {
    policy(BINDING).edit(binding -> acting(binding, "Warn"));
    policy(BINDING).edit(binding -> acting(binding, "Deny"));
    assertThat(PolicyObject.of(policy(BINDING).get()).spec())
        .isEqualTo(AnswerPolicy.shipped().binding());
  }

  private static GenericKubernetesResource acting(GenericKubernetesResource binding, String how) {
    return new GenericKubernetesResourceBuilder(binding)
        .addToAdditionalProperties(
            "spec",
            Map.of(
                "policyName", binding.getMetadata().getName(), "validationActions", List.of(how)))
        .build();
  }

  private Resource<GenericKubernetesResource> policy(String kind) {
    return client
        .genericKubernetesResources(AnswerPolicy.API_VERSION, kind)
        .withName(AnswerPolicy.shipped().name());
  }

  private void create(String kind, Map<String, Object> spec) {
    client
        .resource(
            new GenericKubernetesResourceBuilder()
                .withApiVersion(AnswerPolicy.API_VERSION)
                .withKind(kind)
                .withNewMetadata()
                .withName(AnswerPolicy.shipped().name())
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build())
        .create();
  }

  private PhaseRollout rollout(String name) {
    PhaseRollout rollout =
        client
            .getKubernetesSerialization()
            .unmarshal(
                "spec: {phases: [{name: a, steps: [{name: s, run: {image: a}}]}]}",
                PhaseRollout.class);
    rollout.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    return client.resource(rollout).create();
  }

  private PhaseApproval answer(String name, PhaseRollout to) {
    PhaseApproval answer = new PhaseApproval();
    answer.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
    answer.setSpec(
        new PhaseApprovalSpec(
            new RolloutRef(to.getMetadata().getName(), to.getMetadata().getUid()),
            1,
            "production",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ApprovalDecision.Approve,
            "admin",
            "read the report",
            Map.of()));
    return client.resource(answer).create();
  }
}
