package dev.phaserollout.controller;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RolloutRef;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.AgentImage;
import dev.phaserollout.job.JobIdentity;
import dev.phaserollout.job.PodSecurity;
import dev.phaserollout.kubelet.PodCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A namespace with an operator that watches it and nothing else. Rollouts are written as YAML, of
 * which {@code IMAGE} is what all clusters have.
 */
final class Workplace implements AutoCloseable {

  /** Long enough for a real kubelet on a busy machine. */
  static final Duration SOON = Duration.ofSeconds(90);

  private static final int THREADS = 4;

  private final PodCluster cluster;
  private final String namespace;
  private final Deque<OperatorProcess> operators = new ArrayDeque<>();
  private Providers providers = Providers.none();

  private Workplace(PodCluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** With an operator that runs. */
  static Workplace open(PodCluster cluster, String purpose) {
    Workplace place = withoutOperator(cluster, purpose);
    place.startOperator();
    return place;
  }

  static Workplace withoutOperator(PodCluster cluster, String purpose) {
    Crds.install(cluster.client());
    return new Workplace(cluster, cluster.newNamespace(purpose));
  }

  /** Operators that are started from now on let gates ask these. */
  Workplace providers(Providers known) {
    providers = known;
    return this;
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return cluster.client();
  }

  OperatorProcess startOperator() {
    return startOperator(cluster.client(), Optional.empty(), () -> {});
  }

  OperatorProcess startOperator(
      KubernetesClient client, Optional<OperatorSettings.LeaseSettings> lease, Runnable lost) {
    OperatorSettings settings =
        new OperatorSettings(
            Set.of(namespace), lease, 0, THREADS, PodSecurity.DEFAULT, agent(), providers);
    try {
      OperatorProcess operator =
          OperatorProcess.start(
              settings,
              client,
              new Outlets(new SimpleMeterRegistry(), () -> "", Map.of(), "operator-of-a-test"),
              new CelExpressions(),
              Clock.systemUTC(),
              lost);
      operators.push(operator);
      return operator;
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private AgentImage agent() {
    return new AgentImage(cluster.ownImage(), Optional.empty(), Map.of());
  }

  /** As a process that is told to end. */
  void stopOperator() {
    operators.pop().close();
  }

  /**
   * Creates a rollout.
   *
   * @param spec its spec in YAML
   */
  PhaseRollout apply(String name, String spec) {
    PhaseRollout rollout =
        client()
            .getKubernetesSerialization()
            .unmarshal(
                "apiVersion: phaserollout.dev/v1alpha1\nkind: PhaseRollout\nmetadata: {name: "
                    + name
                    + "}\nspec:\n"
                    + spec.replace("IMAGE", PodCluster.IMAGE).indent(2),
                PhaseRollout.class);
    rollout.getMetadata().setNamespace(namespace);
    return client().resource(rollout).create();
  }

  Resource<PhaseRollout> rollout(String name) {
    return client().resources(PhaseRollout.class).inNamespace(namespace).withName(name);
  }

  PhaseRollout await(String name, Predicate<PhaseRolloutStatus> holds) {
    try {
      return rollout(name)
          .waitUntilCondition(
              now -> now != null && now.getStatus() != null && holds.test(now.getStatus()),
              SOON.toSeconds(),
              TimeUnit.SECONDS);
    } catch (KubernetesClientTimeoutException never) {
      throw new AssertionError(
          "stays at: " + Serialization.asYaml(rollout(name).get().getStatus()), never);
    }
  }

  PhaseRolloutStatus awaitState(String name, String state) {
    return await(name, status -> state.equals(status.state())).getStatus();
  }

  /** A merge patch, as an editor or a GitOps tool makes it. */
  void edit(String name, String patch) {
    rollout(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  void annotate(String name, String command, String token) {
    rollout(name)
        .edit(
            now -> {
              Map<String, String> annotations =
                  new HashMap<>(
                      Optional.ofNullable(now.getMetadata().getAnnotations()).orElse(Map.of()));
              annotations.put("phaserollout.dev/" + command, token);
              now.getMetadata().setAnnotations(annotations);
              return now;
            });
  }

  /** Answers the first question; what an answer has to name is copied from it, as people do. */
  PhaseApproval answer(PhaseRollout asking, ApprovalDecision decision) {
    QuestionStatus question = asking.getStatus().questions().get(0);
    PhaseApproval answer = new PhaseApproval();
    answer.setMetadata(
        new ObjectMetaBuilder().withGenerateName("answer-").withNamespace(namespace).build());
    answer.setSpec(
        new PhaseApprovalSpec(
            new RolloutRef(asking.getMetadata().getName(), asking.getMetadata().getUid()),
            asking.getStatus().run().number(),
            question.id(),
            question.digest(),
            decision,
            "admin",
            "read it",
            Map.of()));
    return client().resource(answer).create();
  }

  static StepStatus step(PhaseRolloutStatus status, String name) {
    return steps(status).filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  /** For whoever waits: the step may not be there yet. */
  static boolean holds(PhaseRolloutStatus status, String step, Predicate<StepStatus> what) {
    return steps(status).filter(known -> known.name().equals(step)).anyMatch(what);
  }

  private static Stream<StepStatus> steps(PhaseRolloutStatus status) {
    return Stream.concat(
        status.phases().stream().flatMap(phase -> phase.steps().stream()),
        status.finallySteps().stream());
  }

  List<Job> jobs(String rollout) {
    return client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(JobIdentity.ROLLOUT, rollout)
        .list()
        .getItems();
  }

  List<Pod> pods(String rollout) {
    return client()
        .pods()
        .inNamespace(namespace)
        .withLabel(JobIdentity.ROLLOUT, rollout)
        .list()
        .getItems();
  }

  /** The pod of a step's only attempt, once its container runs. */
  Pod awaitRunningPod(String rollout, String step) {
    Awaitility.await("a running pod of " + step)
        .atMost(SOON)
        .until(() -> pods(rollout).stream().anyMatch(pod -> runs(pod, step)));
    return pods(rollout).stream().filter(pod -> runs(pod, step)).findFirst().orElseThrow();
  }

  private static boolean runs(Pod pod, String step) {
    return step.equals(JobIdentity.label(pod, JobIdentity.STEP))
        && "Running".equals(pod.getStatus().getPhase())
        && pod.getMetadata().getDeletionTimestamp() == null;
  }

  @Override
  public void close() {
    operators.forEach(OperatorProcess::close);
  }
}
