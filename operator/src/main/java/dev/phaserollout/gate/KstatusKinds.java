package dev.phaserollout.gate;

import dev.phaserollout.gate.Kstatus.Fields;
import dev.phaserollout.gate.Kstatus.Finding;
import dev.phaserollout.gate.Kstatus.State;
import java.util.Map;
import java.util.Optional;

/**
 * Kinds of Kubernetes whose readiness is in their counts and phases, by the rules of kstatus
 * ({@code pkg/kstatus/status/core.go}). Empty where the kind has no rule of its own.
 */
final class KstatusKinds {

  private KstatusKinds() {}

  static Optional<Finding> of(Map<String, Object> object) {
    String apiVersion = Fields.text(object, "apiVersion").orElse("");
    String kind = Fields.text(object, "kind").orElse("");
    return switch (apiVersion + "/" + kind) {
      case "apps/v1/Deployment" -> Optional.of(deployment(object));
      case "apps/v1/StatefulSet" -> Optional.of(statefulSet(object));
      case "apps/v1/DaemonSet" -> Optional.of(daemonSet(object));
      case "apps/v1/ReplicaSet" -> Optional.of(replicaSet(object));
      case "batch/v1/Job" -> Optional.of(job(object));
      case "v1/Pod" -> Optional.of(pod(object));
      case "v1/PersistentVolumeClaim" -> Optional.of(claim(object));
      case "v1/Service" -> Optional.of(service(object));
      default -> Optional.empty();
    };
  }

  private static Finding deployment(Map<String, Object> object) {
    Optional<Finding> stuck =
        Kstatus.condition(object, "Progressing", "False", State.FAILED)
            .filter(finding -> finding.why().contains("ProgressDeadlineExceeded"));
    long wanted = wantedReplicas(object);
    return stuck
        .or(() -> unseen(object))
        .or(() -> tooFew(object, "updatedReplicas", wanted, "updated"))
        .or(() -> tooMany(object, wanted))
        .or(() -> tooFew(object, "readyReplicas", wanted, "ready"))
        .or(() -> tooFew(object, "availableReplicas", wanted, "available"))
        .or(
            () ->
                Kstatus.condition(object, "Available", "True", State.CURRENT).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Finding(State.IN_PROGRESS, "is not available yet")))
        .orElseGet(() -> allReady(wanted));
  }

  private static Finding statefulSet(Map<String, Object> object) {
    String strategy = Fields.text(object, "spec", "updateStrategy", "type").orElse("");
    if (strategy.equals("OnDelete")) {
      return new Finding(State.CURRENT, "is updated on delete only");
    }
    long wanted = wantedReplicas(object);
    long partition =
        Fields.number(object, "spec", "updateStrategy", "rollingUpdate", "partition").orElse(0L);
    Optional<Finding> missing =
        unseen(object)
            .or(() -> tooFew(object, "replicas", wanted, "created"))
            .or(() -> tooFew(object, "readyReplicas", wanted, "ready"))
            .or(() -> tooMany(object, wanted));
    if (partition > 0) {
      return missing
          .or(() -> tooFew(object, "updatedReplicas", wanted - partition, "updated"))
          .orElseGet(() -> allReady(wanted));
    }
    return missing
        .or(
            () ->
                Fields.text(object, "status", "currentRevision")
                        .equals(Fields.text(object, "status", "updateRevision"))
                    ? Optional.empty()
                    : Optional.of(
                        new Finding(State.IN_PROGRESS, "is still updating to its new revision")))
        .orElseGet(() -> allReady(wanted));
  }

  private static Finding daemonSet(Map<String, Object> object) {
    Optional<Long> wanted = Fields.number(object, "status", "desiredNumberScheduled");
    if (wanted.isEmpty()) {
      return new Finding(State.IN_PROGRESS, "has not been seen by its controller yet");
    }
    return unseen(object)
        .or(() -> tooFew(object, "currentNumberScheduled", wanted.get(), "scheduled"))
        .or(() -> tooFew(object, "updatedNumberScheduled", wanted.get(), "updated"))
        .or(() -> tooFew(object, "numberAvailable", wanted.get(), "available"))
        .or(() -> tooFew(object, "numberReady", wanted.get(), "ready"))
        .orElseGet(() -> allReady(wanted.get()));
  }

  private static Finding replicaSet(Map<String, Object> object) {
    long wanted = wantedReplicas(object);
    return Kstatus.condition(object, "ReplicaFailure", "True", State.IN_PROGRESS)
        .or(() -> unseen(object))
        .or(() -> tooFew(object, "fullyLabeledReplicas", wanted, "labelled"))
        .or(() -> tooFew(object, "availableReplicas", wanted, "available"))
        .or(() -> tooFew(object, "readyReplicas", wanted, "ready"))
        .or(() -> tooMany(object, wanted))
        .orElseGet(() -> allReady(wanted));
  }

  /** For kstatus a Job that has begun is current: it is applied, whether or not it has ended. */
  private static Finding job(Map<String, Object> object) {
    return Kstatus.condition(object, "Failed", "True", State.FAILED)
        .or(() -> Kstatus.condition(object, "Complete", "True", State.CURRENT))
        .orElseGet(
            () ->
                Fields.at(object, "status", "startTime").isPresent()
                    ? new Finding(State.CURRENT, "has begun")
                    : new Finding(State.IN_PROGRESS, "has not begun"));
  }

  private static Finding pod(Map<String, Object> object) {
    String phase = Fields.text(object, "status", "phase").orElse("");
    return switch (phase) {
      case "Succeeded" -> new Finding(State.CURRENT, "has succeeded");
      case "Failed" -> new Finding(State.FAILED, "has failed");
      case "Running" ->
          Kstatus.condition(object, "Ready", "True", State.CURRENT)
              .or(() -> crashing(object))
              .orElseGet(() -> new Finding(State.IN_PROGRESS, "runs and is not ready"));
      default -> new Finding(State.IN_PROGRESS, "has not started");
    };
  }

  private static Optional<Finding> crashing(Map<String, Object> object) {
    for (Object container : Fields.list(object, "status", "containerStatuses")) {
      if (container instanceof Map<?, ?> status
          && status.get("state") instanceof Map<?, ?> state
          && state.get("waiting") instanceof Map<?, ?> waiting
          && "CrashLoopBackOff".equals(waiting.get("reason"))) {
        return Optional.of(new Finding(State.FAILED, "has a container in CrashLoopBackOff"));
      }
    }
    return Optional.empty();
  }

  private static Finding claim(Map<String, Object> object) {
    String phase = Fields.text(object, "status", "phase").orElse("unknown");
    return phase.equals("Bound")
        ? new Finding(State.CURRENT, "is bound")
        : new Finding(State.IN_PROGRESS, "is not bound; its phase is " + OneLine.of(phase));
  }

  private static Finding service(Map<String, Object> object) {
    boolean waits =
        Fields.text(object, "spec", "type").filter("LoadBalancer"::equals).isPresent()
            && Fields.text(object, "spec", "clusterIP").filter(ip -> !ip.isEmpty()).isEmpty();
    return waits
        ? new Finding(State.IN_PROGRESS, "has no address yet")
        : new Finding(State.CURRENT, "is ready");
  }

  private static long wantedReplicas(Map<String, Object> object) {
    return Fields.number(object, "spec", "replicas").orElse(1L);
  }

  /** These kinds always get this field; without it their controller has not looked at them. */
  private static Optional<Finding> unseen(Map<String, Object> object) {
    return Fields.number(object, "status", "observedGeneration").isPresent()
        ? Optional.empty()
        : Optional.of(new Finding(State.IN_PROGRESS, "has not been seen by its controller yet"));
  }

  private static Optional<Finding> tooFew(
      Map<String, Object> object, String count, long wanted, String what) {
    long found = Fields.number(object, "status", count).orElse(0L);
    return found >= wanted
        ? Optional.empty()
        : Optional.of(
            new Finding(State.IN_PROGRESS, "has " + found + " of " + wanted + " " + what));
  }

  private static Optional<Finding> tooMany(Map<String, Object> object, long wanted) {
    long found = Fields.number(object, "status", "replicas").orElse(0L);
    return found <= wanted
        ? Optional.empty()
        : Optional.of(
            new Finding(State.IN_PROGRESS, "has " + (found - wanted) + " old ones still to end"));
  }

  private static Finding allReady(long wanted) {
    return new Finding(State.CURRENT, "has " + wanted + " of " + wanted + " ready");
  }
}
