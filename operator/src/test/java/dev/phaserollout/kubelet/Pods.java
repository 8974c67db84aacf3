package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Writes pods and Jobs of one namespace as YAML, and waits for what becomes of them. */
final class Pods {
  /** Long enough for a real kubelet on a busy machine. */
  static final Duration SOON = Duration.ofSeconds(60);

  /** A patch, not an edit: the kubelet and the controllers write at the same time. */
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final PodCluster cluster;
  private final String namespace;

  Pods(PodCluster cluster, String purpose) {
    this.cluster = cluster;
    this.namespace = cluster.newNamespace(purpose);
  }

  String namespace() {
    return namespace;
  }

  /**
   * Creates a pod that is never restarted.
   *
   * @param spec YAML of its spec; {@code IMAGE} stands for the image that all clusters have
   */
  Pod create(String name, String spec) {
    return createWith("{name: " + name + "}", spec);
  }

  /** Creates a pod that is never restarted, with more metadata than a name. */
  Pod createWith(String metadata, String spec) {
    return create(
        "apiVersion: v1\nkind: Pod\nmetadata: "
            + metadata
            + "\nspec:\n  restartPolicy: Never\n"
            + spec.indent(2),
        Pod.class);
  }

  /**
   * Creates a Job as the operator creates them, with one container named {@code step}.
   *
   * @param job YAML of further fields of its spec
   * @param script what the step's shell runs
   */
  Job createJob(String name, String job, String script) {
    String spec =
        """
        backoffLimit: 0
        podReplacementPolicy: Failed
        podFailurePolicy:
          rules:
            - {action: FailJob, onPodConditions: [{type: DisruptionTarget, status: "True"}]}
        template:
          spec:
            restartPolicy: Never
            terminationGracePeriodSeconds: 5
            containers:
              - name: step
                image: IMAGE
                command: [sh, -c, 'SCRIPT']
                env: [{name: PHASEROLLOUT_OUTPUTS, value: /dev/termination-log}]
        """
            .replace("SCRIPT", script);
    return create(
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: "
            + name
            + "}\nspec:\n"
            + (job + "\n" + spec).indent(2),
        Job.class);
  }

  void createConfigMap(String name, String data) {
    create(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: " + data,
        ConfigMap.class);
  }

  void createSecret(String name, String data) {
    create(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: " + name + "}\nstringData: " + data,
        Secret.class);
  }

  /** Creates any object of the namespace. */
  <T extends HasMetadata> T create(String yaml, Class<T> type) {
    T object =
        cluster
            .client()
            .getKubernetesSerialization()
            .unmarshal(yaml.replace("IMAGE", PodCluster.IMAGE), type);
    object.getMetadata().setNamespace(namespace);
    return cluster.client().resource(object).create();
  }

  void delete(String name) {
    cluster.client().pods().inNamespace(namespace).withName(name).delete();
  }

  /** Takes the finalizers off a pod, which has kept it from going. */
  void release(String name) {
    cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
  }

  void suspend(String job, boolean suspended) {
    cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(job)
        .patch(MERGE, "{\"spec\": {\"suspend\": " + suspended + "}}");
  }

  String log(String name, String container) {
    return cluster.log(get(name), container);
  }

  Pod get(String name) {
    return cluster.client().pods().inNamespace(namespace).withName(name).get();
  }

  /** The pod when something holds of it. */
  Pod await(String name, Predicate<Pod> holds) {
    return awaiting("pod " + name).until(() -> get(name), pod -> pod != null && holds.test(pod));
  }

  Pod awaitPhase(String name, String phase) {
    return await(name, pod -> phase.equals(pod.getStatus().getPhase()));
  }

  void awaitGone(String name) {
    awaiting("end of pod " + name).until(() -> get(name) == null);
  }

  Job job(String name) {
    return cluster.client().batch().v1().jobs().inNamespace(namespace).withName(name).get();
  }

  Job awaitJob(String name, Predicate<Job> holds) {
    return awaitJob(name, SOON, holds);
  }

  Job awaitJob(String name, Duration within, Predicate<Job> holds) {
    return awaiting("Job " + name).atMost(within).until(() -> job(name), holds);
  }

  /** All pods of a Job, those that are being deleted too. */
  List<Pod> ofJob(String job) {
    return cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems();
  }

  /** The only pod of a Job when its step runs. */
  Pod awaitRunning(String job) {
    return awaiting("running pod of " + job)
        .until(
            () -> ofJob(job),
            pods -> pods.size() == 1 && "Running".equals(pods.get(0).getStatus().getPhase()))
        .get(0);
  }

  /** The name of the pod of a Job that runs in the place of another one. */
  String awaitRunningAfter(String job, String before) {
    return awaiting("replacement of " + before)
        .until(
            () ->
                ofJob(job).stream()
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .map(pod -> pod.getMetadata().getName())
                    .filter(name -> !name.equals(before))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static ConditionFactory awaiting(String what) {
    return Awaitility.await(what).atMost(SOON).pollInterval(Duration.ofMillis(50));
  }
}
