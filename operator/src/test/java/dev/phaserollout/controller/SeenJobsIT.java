package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.job.JobIdentity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What of Jobs and pods on a real API server has their rollout looked at, and what is seen then.
 */
@ControlPlane
class SeenJobsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final String namespace;
  private final Onlooker onlooker = new Onlooker();
  private Operator operator;
  private PhaseRollout rollout;

  SeenJobsIT(RunningControlPlane controlPlane, KubernetesClient client) {
    this.client = client;
    this.namespace = controlPlane.newNamespace("seen");
  }

  @BeforeEach
  void start() {
    Crds.install(client);
    operator = onlooker.in(client, Set.of(namespace));
    operator.start();
    PhaseRollout checkout =
        client
            .getKubernetesSerialization()
            .unmarshal(
                "spec: {phases: [{name: a, steps: [{name: s, run: {image: a}}]}]}",
                PhaseRollout.class);
    checkout.setMetadata(
        new ObjectMetaBuilder().withName("checkout").withNamespace(namespace).build());
    rollout = client.resource(checkout).create();
    await().atMost(SOON).until(() -> onlooker.looks.get() == 1);
  }

  @AfterEach
  void stop() {
    operator.stop();
  }

  @Test
  void a_job_that_was_created_is_seen_before_any_watch_tells_of_it() {
    Job untold = job("untold");
    untold.getMetadata().setUid("a-uid-that-no-watch-tells");
    seen().created(untold);
    assertThat(seen().jobsOf(uid())).containsExactly(untold);
    assertThat(seen().job(namespace, "untold")).contains(untold);
  }

  @Test
  void what_the_watch_tells_takes_the_place_of_what_was_created() {
    Job created = client.resource(job("told")).create();
    seen().created(TrimmedObjects.job(created));
    client
        .resource(created)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"touched\":\"x\"}}}");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(seen().jobsOf(uid()))
                    .singleElement()
                    .satisfies(
                        job -> assertThat(JobIdentity.label(job, "touched")).isEqualTo("x")));
  }

  @Test
  void of_a_job_and_its_pod_that_go_their_way_only_the_start_and_the_end_are_looked_at() {
    Job foreign = client.resource(job("foreign")).create();
    await().atMost(SOON).until(() -> onlooker.looks.get() == 2);
    Pod pod = podOf(foreign);
    phase(pod, "Pending", "{waiting: {reason: ContainerCreating}}");
    phase(pod, "Running", "{running: {startedAt: '2026-03-01T12:00:10Z'}}");
    await().atMost(SOON).until(() -> onlooker.looks.get() == 3);
    phase(
        pod,
        "Succeeded",
        "{terminated: {exitCode: 0, startedAt: '2026-03-01T12:00:10Z',"
            + " finishedAt: '2026-03-01T12:00:20Z'}}");
    await()
        .atMost(SOON)
        .until(() -> client.resource(foreign).get().getStatus().getCompletionTime() != null);
    assertThat(onlooker.looks).hasValue(4);
  }

  private ClusterSources seen() {
    return onlooker.sources.join();
  }

  private String uid() {
    return rollout.getMetadata().getUid();
  }

  private Job job(String name) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(labels())
        .withOwnerReferences(Owner.of(rollout))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels())
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("step")
        .withImage("example.invalid/nothing:1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private Map<String, String> labels() {
    return Map.of(
        JobIdentity.MANAGED_BY,
        JobIdentity.OPERATOR,
        JobIdentity.ROLLOUT,
        "checkout",
        JobIdentity.ROLLOUT_UID,
        uid());
  }

  /** The Job controller makes it. */
  private Pod podOf(Job job) {
    await().atMost(SOON).until(() -> !ClusterView.podsOf(client, job).isEmpty());
    return ClusterView.podsOf(client, job).get(0);
  }

  private void phase(Pod pod, String phase, String state) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .editStatus(
            now -> {
              now.setStatus(
                  client
                      .getKubernetesSerialization()
                      .unmarshal(
                          "status: {phase: "
                              + phase
                              + ", containerStatuses: [{name: step, image: i, imageID: '',"
                              + " restartCount: 0, ready: false, state: "
                              + state
                              + "}]}",
                          Pod.class)
                      .getStatus());
              return now;
            });
  }
}
