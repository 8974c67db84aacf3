package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.gate.ProviderFile;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import dev.phaserollout.prometheus.OpenMetrics;
import dev.phaserollout.prometheus.RunningPrometheus;
import dev.phaserollout.prometheus.ScrapedService;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gates as a user has them: a real Prometheus, a real API server, and what follows. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class GatesIT {

  private static final Duration BAKE = Duration.ofSeconds(20);

  private final PodCluster cluster;
  private ScrapedService service;
  private RunningPrometheus prometheus;
  private Workplace place;

  GatesIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    service = new ScrapedService();
    prometheus = RunningPrometheus.start(new OpenMetrics(Instant.now()), List.of(service.target()));
    turn("errors", 0);
    String providers =
        "providers: [{name: main, type: prometheus, address: '" + prometheus.address() + "'}]";
    place =
        Workplace.withoutOperator(cluster, "gates")
            .providers(ProviderFile.parse(providers).providers());
  }

  @AfterEach
  void close() {
    place.close();
    prometheus.close();
    service.close();
  }

  /** Turns a metric of the service, and returns when Prometheus has seen it. */
  private void turn(String metric, int value) {
    service.set(metric, value);
    await()
        .atMost(Workplace.SOON)
        .until(() -> prometheus.ask(query(metric)).contains(",\"" + value + "\"]"));
  }

  private static String query(String metric) {
    return metric + "{job=\"live\"}";
  }

  @Test
  void the_next_phase_starts_when_the_gate_of_the_phase_has_passed() {
    place.startOperator();
    place.apply(
        "passes",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: staging
            steps: [{name: deploy, run: {command: [sh, -c, 'exit 0']}}]
            gates:
              - name: errors
                prometheus: {query: 'errors{job="live"}'}
                successCondition: result < 1.0
                interval: 1s
                count: 2
          - name: production
            steps: [{name: ship, run: {command: [sh, -c, 'exit 0']}}]
        """);

    PhaseRolloutStatus ended = place.awaitState("passes", "Succeeded");
    PhaseStatus staging = ended.phases().get(0);
    assertThat(staging.gates())
        .singleElement()
        .satisfies(
            gate -> {
              assertThat(gate.state()).isEqualTo("Passed");
              assertThat(gate.message())
                  .isEqualTo("measured 0, needed result < 1.0; 2 passed, 2 of 2 measured");
              assertThat(gate.measurements()).hasSize(2);
            });
    assertThat(Instant.parse(ended.phases().get(1).startedAt()))
        .isAfterOrEqualTo(Instant.parse(staging.completedAt()));
  }

  @Test
  void a_guardrail_that_trips_cancels_the_step_at_work_and_undoes_it() {
    place.startOperator();
    place.apply(
        "trips",
        """
        stepDefaults: {image: IMAGE, template: {spec: {terminationGracePeriodSeconds: 2}}}
        rollback: {onFailure: Automatic}
        phases:
          - name: production
            steps:
              - name: deploy
                run: {command: [sh, -c, 'sleep 300']}
                rollback: {run: {command: [sh, -c, 'exit 0']}}
            guardrails:
              - name: errors
                prometheus: {query: 'errors{job="live"}'}
                failureCondition: result > 5.0
                interval: 1s
        """);
    place.awaitRunningPod("trips", "deploy");

    turn("errors", 9);

    PhaseRolloutStatus ended = place.awaitState("trips", "RolledBack");
    assertThat(ended.run().reason()).isEqualTo("GuardrailTripped");
    assertThat(Workplace.step(ended, "deploy").state()).isEqualTo("Aborted");
    assertThat(ended.conditions())
        .filteredOn(condition -> condition.type().equals("Ready"))
        .singleElement()
        .satisfies(
            ready ->
                assertThat(ready.message())
                    .contains("guardrail production/guardrails/errors")
                    .contains("measured 9, a failure by result > 5.0"));
    assertThat(place.jobs("trips"))
        .extracting(job -> job.getMetadata().getLabels().get(JobIdentity.ROLE))
        .containsExactlyInAnyOrder("step", "rollback");
  }

  @Test
  void an_outage_of_prometheus_asks_a_person_and_goes_on_when_it_is_back() {
    place.startOperator();
    prometheus.stop();
    place.apply(
        "outage",
        """
        stepDefaults: {image: IMAGE}
        rollback: {onFailure: Automatic}
        phases:
          - name: production
            steps:
              - name: deploy
                run: {command: [sh, -c, 'exit 0']}
                rollback: {run: {command: [sh, -c, 'exit 0']}}
            gates:
              - name: errors
                prometheus: {query: 'errors{job="live"}'}
                successCondition: result < 1.0
                interval: 1s
                consecutiveErrorLimit: 1
        """);
    PhaseRollout asking = place.await("outage", status -> !status.questions().isEmpty());
    QuestionStatus question = asking.getStatus().questions().get(0);
    assertThat(question.kind()).isEqualTo("GateInDoubt");
    assertThat(question.text())
        .contains("provider 'main' cannot be reached")
        .contains("2 errors in a row, 1 allowed");
    assertThat(asking.getStatus().state()).isEqualTo("AwaitingAnswer");

    prometheus.startAgain();
    place.answer(asking, ApprovalDecision.Retry);

    place.awaitState("outage", "Succeeded");
    assertThat(place.jobs("outage")).as("nothing was undone").hasSize(1);
  }

  @Test
  void an_output_below_what_its_gate_needs_fails_the_step() {
    place.startOperator();
    place.apply(
        "coverage",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: build
            steps:
              - name: good
                run: {command: [sh, -c, 'printf ''{"coverage":"98.5"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: coverage}]
                gates: [{name: enough, output: {name: coverage}, successCondition: result >= 98.0}]
              - name: poor
                run: {command: [sh, -c, 'printf ''{"coverage":"97.2"}'' > $PHASEROLLOUT_OUTPUTS']}
                outputs: [{name: coverage}]
                gates: [{name: enough, output: {name: coverage}, successCondition: result >= 98.0}]
        """);

    PhaseRolloutStatus ended = place.awaitState("coverage", "Failed");
    assertThat(Workplace.step(ended, "good").state()).isEqualTo("Succeeded");
    StepStatus poor = Workplace.step(ended, "poor");
    assertThat(poor.reason()).isEqualTo("GateFailed");
    assertThat(poor.message()).contains("measured 97.2, needed result >= 98.0");
  }

  @Test
  void a_gate_waits_for_a_deployment_until_it_is_ready() {
    place.startOperator();
    Deployment deployment = place.client().resource(deployment()).create();
    place.apply(
        "waits",
        """
        phases:
          - name: production
            steps: [{name: pause, wait: {duration: 1s}}]
            gates:
              - name: ready
                resource: {apiVersion: apps/v1, kind: Deployment, name: shop}
                interval: 1s
                count: 1000
                inconclusiveLimit: 1000
                consecutiveSuccessLimit: 1
        """);
    PhaseRolloutStatus waiting =
        place
            .await(
                "waits",
                status -> gate(status).filter(g -> g.counts().inconclusive() > 1).isPresent())
            .getStatus();
    assertThat(gate(waiting).orElseThrow().message()).contains("Deployment shop has 0 of 1 ready");

    place
        .client()
        .resource(deployment)
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            """
            {"spec": {"template": {"spec": {"containers": [{"name": "shop", "image": "IMAGE"}]}}}}
            """
                .replace("IMAGE", PodCluster.IMAGE));

    place.awaitState("waits", "Succeeded");
  }

  /** Its image is nowhere to be had. */
  private Deployment deployment() {
    Deployment shop =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec:
                  containers: [{name: shop, image: "IMAGE", command: [sh, -c, 'sleep 300']}]
            """
                .replace("IMAGE", PodCluster.MISSING_IMAGE),
            Deployment.class);
    shop.getMetadata().setNamespace(place.namespace());
    return shop;
  }

  @Test
  void a_gate_bakes_on_when_the_operator_was_killed_and_its_clock_does_not_start_again() {
    Crashes crash = Crashes.after(1_000);
    Instant began;
    try (KubernetesClient client = crash.client(cluster.client())) {
      place.startOperator(client, Optional.empty(), () -> {});
      place.apply(
          "bakes",
          """
          stepDefaults: {image: IMAGE}
          phases:
            - name: production
              steps: [{name: deploy, run: {command: [sh, -c, 'exit 0']}}]
              gates:
                - name: errors
                  prometheus: {query: 'errors{job="live"}'}
                  successCondition: result < 1.0
                  interval: 2s
                  duration: 20s
          """);
      began = began(place.await("bakes", status -> gate(status).isPresent()).getStatus());
      crash.now();
      place.stopOperator();
    }
    // The later it is back, the more time a slow machine has before a bake begun anew would end.
    await().atMost(BAKE).until(() -> Instant.now().isAfter(began.plus(BAKE).minusSeconds(2)));
    Instant back = Instant.now();
    place.startOperator();

    PhaseRolloutStatus ended = place.awaitState("bakes", "Succeeded");
    assertThat(began(ended)).isEqualTo(began);
    assertThat(Instant.parse(ended.phases().get(0).completedAt()))
        .isAfterOrEqualTo(began.plus(BAKE))
        .isBefore(back.plus(BAKE));
    assertThat(place.jobs("bakes")).hasSize(1);
  }

  private static Instant began(PhaseRolloutStatus status) {
    return Instant.parse(gate(status).orElseThrow().startedAt());
  }

  /** The gate of the first phase, once it has begun. */
  private static Optional<GateStatus> gate(PhaseRolloutStatus status) {
    return status.phases().stream().flatMap(phase -> phase.gates().stream()).findFirst();
  }

  @Test
  void a_provider_that_nobody_has_configured_is_refused_with_the_names_there_are() {
    place.startOperator();
    place.apply(
        "unknown",
        """
        stepDefaults: {image: IMAGE}
        phases:
          - name: production
            steps: [{name: deploy, run: {command: [sh, -c, 'exit 0']}}]
            gates:
              - name: errors
                prometheus: {provider: elsewhere, query: up}
                successCondition: result < 1.0
        """);

    PhaseRolloutStatus refused =
        place
            .await(
                "unknown",
                status ->
                    status.conditions().stream().anyMatch(c -> "InvalidSpec".equals(c.reason())))
            .getStatus();
    assertThat(refused.message())
        .contains("spec.phases[0].gates[0].prometheus.provider")
        .contains("elsewhere")
        .contains("main");
    assertThat(place.jobs("unknown")).isEmpty();
  }
}
