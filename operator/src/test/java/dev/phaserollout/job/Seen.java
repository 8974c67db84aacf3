package dev.phaserollout.job;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs and pods as a cluster shows them, by a word each. Times are those of one noon: a step starts
 * at its tenth second, ends at its twentieth, and its Job says so at its twenty-first.
 */
public final class Seen {

  private static final String STARTED = "2026-03-01T12:00:10Z";
  private static final String FINISHED = "2026-03-01T12:00:20Z";

  private static final Map<String, String> JOBS =
      Map.ofEntries(
          Map.entry("active", "status: {active: 1}"),
          Map.entry("new", "spec: {}"),
          Map.entry("complete", conditions("{type: Complete, status: 'True'}")),
          Map.entry("not complete", conditions("{type: Complete, status: 'False'}")),
          Map.entry("about to complete", conditions("{type: SuccessCriteriaMet, status: 'True'}")),
          Map.entry("about to fail", conditions("{type: FailureTarget, status: 'True'}")),
          Map.entry("failed", failed("BackoffLimitExceeded")),
          Map.entry("failed by policy", failed("PodFailurePolicy")),
          Map.entry("past its deadline", failed("DeadlineExceeded")),
          Map.entry("suspended", suspended("true", "")),
          Map.entry("suspended, 1 active", suspended("true", "active: 1,")),
          Map.entry("suspended, 1 terminating", suspended("true", "active: 0, terminating: 1,")),
          Map.entry("suspended, all counted 0", suspended("true", "active: 0, terminating: 0,")),
          Map.entry("resumed", suspended("false", "")),
          Map.entry("to be suspended", "{spec: {suspend: true}, status: {active: 1}}"));

  private static final Map<String, String> PODS =
      Map.ofEntries(
          Map.entry("unread", "{}"),
          Map.entry("pending", "status: {phase: Pending}"),
          Map.entry(
              "scheduled",
              "{spec: {nodeName: n1}, status: {phase: Pending, conditions:"
                  + " [{type: PodScheduled, status: 'True'}]}}"),
          Map.entry("creating", waiting("False", "ContainerCreating")),
          Map.entry("sandboxed", waiting("True", "ContainerCreating")),
          Map.entry("no image", waiting("True", "ErrImagePull")),
          Map.entry("image backed off", waiting("True", "ImagePullBackOff")),
          Map.entry("no config", waiting("True", "CreateContainerConfigError")),
          Map.entry("pending, deleted", deleted("12:00:45", 30, "status: {phase: Pending}")),
          Map.entry(
              "unschedulable",
              "status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False',"
                  + " reason: Unschedulable, message: 0/3 nodes are available}]}"),
          Map.entry("running", step("Running", "running: {startedAt: '" + STARTED + "'}")),
          Map.entry("succeeded", ended("Succeeded", "exitCode: 0")),
          Map.entry("step done, others not", ended("Running", "exitCode: 0")),
          Map.entry(
              "succeeded, deleted before",
              deleted("12:00:45", 30, ended("Succeeded", "exitCode: 0"))),
          Map.entry(
              "succeeded, deleted after",
              deleted("12:01:00", 30, ended("Succeeded", "exitCode: 0"))),
          Map.entry(
              "succeeded, deleted in that second",
              deleted("12:00:50", 30, ended("Succeeded", "exitCode: 0"))),
          Map.entry(
              "succeeded, deleted without grace",
              deleted("12:00:45", 0, ended("Succeeded", "exitCode: 0"))),
          Map.entry("succeeded, drained", drained(ended("Succeeded", "exitCode: 0"))),
          Map.entry("failed", ended("Failed", "exitCode: 3, reason: Error")),
          Map.entry(
              "failed, deleted before", deleted("12:00:45", 30, ended("Failed", "exitCode: 143"))),
          Map.entry("failed, drained", drained(ended("Failed", "exitCode: 143"))),
          Map.entry(
              "running, drained",
              drained(step("Running", "running: {startedAt: '" + STARTED + "'}"))),
          Map.entry(
              "never started",
              step(
                  "Failed",
                  "terminated: {exitCode: 128, reason: StartError, message: 'exec: no such file',"
                      + " startedAt: '1970-01-01T00:00:00Z', finishedAt: '"
                      + FINISHED
                      + "'}")),
          Map.entry("killed for memory", ended("Failed", "exitCode: 137, reason: OOMKilled")),
          Map.entry(
              "lost by its node",
              step(
                  "Failed",
                  "terminated: {exitCode: 137, reason: ContainerStatusUnknown,"
                      + " message: The container could not be located}")),
          Map.entry("turned away by its node", "status: {phase: Failed, reason: OutOfcpu}"),
          Map.entry("failed without a word", "status: {phase: Failed}"));

  private Seen() {}

  /** The Job of that word; a word that is not known is read as YAML. */
  public static Job job(String word) {
    Job job = Yaml.read(Job.class, JOBS.getOrDefault(word, word));
    job.setMetadata(
        Yaml.read(Job.class, "metadata: {name: checkout-migrate-1, namespace: shop, uid: job-1}")
            .getMetadata());
    if (job.getSpec() == null) {
      job.setSpec(Yaml.read(Job.class, "spec: {}").getSpec());
    }
    return job;
  }

  /** The pod of that word; a word that is not known is read as YAML. */
  public static Pod pod(String word) {
    Pod pod = Yaml.read(Pod.class, PODS.getOrDefault(word, word));
    if (pod.getMetadata() == null) {
      pod.setMetadata(Yaml.read(Pod.class, "metadata: {}").getMetadata());
    }
    if (pod.getMetadata().getName() == null) {
      pod.getMetadata().setName("checkout-migrate-1-abcde");
      pod.getMetadata().setCreationTimestamp("2026-03-01T12:00:00Z");
    }
    if (pod.getSpec() == null) {
      pod.setSpec(Yaml.read(Pod.class, "spec: {containers: [{name: step}]}").getSpec());
    }
    return pod;
  }

  /** All words for pods, so that a law can be tried on each. */
  public static List<String> podWords() {
    return PODS.keySet().stream().sorted().toList();
  }

  /** All words for Jobs. */
  public static List<String> jobWords() {
    return JOBS.keySet().stream().sorted().toList();
  }

  /** What a sighting says, in a few words. */
  static String words(JobSighting sighting) {
    if (sighting instanceof JobSighting.Ended ended) {
      return words(ended.outcome());
    }
    if (sighting instanceof JobSighting.Active active) {
      return "Active"
          + active
              .runningSince()
              .map(since -> " since " + since.toString().substring(11))
              .orElse("")
          + active.trouble().map(trouble -> " " + trouble.reason()).orElse("");
    }
    return sighting.getClass().getSimpleName();
  }

  private static String words(AttemptOutcome outcome) {
    Optional<String> reason =
        outcome instanceof AttemptOutcome.Failed failed
            ? Optional.of(failed.reason() + " " + failed.exitCode())
            : outcome instanceof AttemptOutcome.Error error
                ? Optional.of(error.reason())
                : Optional.empty();
    return outcome.getClass().getSimpleName() + reason.map(word -> " " + word).orElse("");
  }

  private static String conditions(String condition) {
    return "status: {conditions: ["
        + condition.replace("}", ", lastTransitionTime: '2026-03-01T12:00:21Z'}")
        + "]}";
  }

  private static String failed(String reason) {
    return conditions(
        "{type: Failed, status: 'True', reason: " + reason + ", message: it is said}");
  }

  private static String suspended(String suspend, String counts) {
    return "{spec: {suspend: "
        + suspend
        + "}, status: {"
        + counts
        + " conditions: [{type: Suspended, status: 'True'}]}}";
  }

  private static String ended(String phase, String how) {
    return step(
        phase,
        "terminated: {" + how + ", startedAt: '" + STARTED + "', finishedAt: '" + FINISHED + "'}");
  }

  private static String step(String phase, String state) {
    return "status: {phase: "
        + phase
        + ", conditions: [], containerStatuses: [{name: step, image: shop/migrate:v2, state: {"
        + state
        + "}}]}";
  }

  private static String waiting(String mounted, String reason) {
    return "{spec: {nodeName: n1}, status: {phase: Pending, conditions: ["
        + "{type: PodScheduled, status: 'True'},"
        + " {type: PodReadyToStartContainers, status: '"
        + mounted
        + "'}], containerStatuses: [{name: step, image: shop/migrate:v2, state:"
        + " {waiting: {reason: "
        + reason
        + ", message: 'why: because'}}}]}}";
  }

  private static String deleted(String at, long grace, String pod) {
    return "{metadata: {deletionTimestamp: '2026-03-01T"
        + at
        + "Z', deletionGracePeriodSeconds: "
        + grace
        + "}, "
        + pod
        + "}";
  }

  private static String drained(String pod) {
    return pod.replace(
        "conditions: []",
        "conditions: [{type: DisruptionTarget, status: 'True', reason: EvictionByEvictionAPI,"
            + " message: drained}]");
  }
}
