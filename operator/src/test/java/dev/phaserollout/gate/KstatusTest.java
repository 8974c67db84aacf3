package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.Kstatus.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class KstatusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | CURRENT",
        "{metadata: {deletionTimestamp: x}, status: {conditions: [{type: Ready, status: 'True'}]}}"
            + " | TERMINATING",
        "{metadata: {generation: 2}, status: {observedGeneration: 1}} | IN_PROGRESS",
        "{metadata: {generation: 2}, status: {observedGeneration: 2}} | CURRENT",
        "{metadata: {generation: 2}, status: {}} | CURRENT",
        "{status: {conditions: [{type: Ready, status: 'True'}]}} | CURRENT",
        "{status: {conditions: [{type: Ready, status: 'False'}]}} | IN_PROGRESS",
        "{status: {conditions: [{type: Ready, status: Unknown}]}} | IN_PROGRESS",
        "{status: {conditions: [{type: Reconciling, status: 'True'}]}} | IN_PROGRESS",
        "{status: {conditions: [{type: Stalled, status: 'True'}]}} | FAILED",
        "{status: {conditions: [{type: Stalled, status: 'False'}]}} | CURRENT",
        "{status: {conditions: nonsense}} | CURRENT",
        "{apiVersion: v1, kind: Pod, status: {phase: Succeeded}} | CURRENT",
        "{apiVersion: v1, kind: Pod, status: {phase: Failed}} | FAILED",
        "{apiVersion: v1, kind: Pod, status: {phase: Running}} | IN_PROGRESS",
        "{apiVersion: v1, kind: Pod, status: {phase: Running,"
            + " conditions: [{type: Ready, status: 'True'}]}} | CURRENT",
        "{apiVersion: v1, kind: Pod, status: {phase: Running,"
            + " containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}}]}} | FAILED",
        "{apiVersion: v1, kind: Pod} | IN_PROGRESS",
        "{apiVersion: v1, kind: PersistentVolumeClaim, status: {phase: Bound}} | CURRENT",
        "{apiVersion: v1, kind: PersistentVolumeClaim, status: {phase: Pending}} | IN_PROGRESS",
        "{apiVersion: v1, kind: Service, spec: {type: ClusterIP}} | CURRENT",
        "{apiVersion: v1, kind: Service, spec: {type: LoadBalancer}} | IN_PROGRESS",
        "{apiVersion: batch/v1, kind: Job} | IN_PROGRESS",
        "{apiVersion: batch/v1, kind: Job, status: {startTime: x}} | CURRENT",
        "{apiVersion: batch/v1, kind: Job, status: {startTime: x,"
            + " conditions: [{type: Failed, status: 'True'}]}} | FAILED",
      })
  void follows_the_rules_of_kstatus(String object, State expected) {
    assertThat(Kstatus.of(yaml(object)).state()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | IN_PROGRESS | has not been seen",
        "{observedGeneration: 1, replicas: 2, updatedReplicas: 1, readyReplicas: 2} | IN_PROGRESS"
            + " | has 1 of 2 updated",
        "{observedGeneration: 1, replicas: 3, updatedReplicas: 2, readyReplicas: 3} | IN_PROGRESS"
            + " | has 1 old ones still to end",
        "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 1} | IN_PROGRESS"
            + " | has 1 of 2 ready",
        "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2,"
            + " availableReplicas: 2} | IN_PROGRESS | is not available yet",
        "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2,"
            + " availableReplicas: 2, conditions: [{type: Available, status: 'True'}]} | CURRENT"
            + " | has 2 of 2 ready",
        "{conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}"
            + " | FAILED | ProgressDeadlineExceeded",
      })
  void a_deployment_is_ready_when_its_new_replicas_are_and_the_old_are_gone(
      String status, State expected, String why) {
    Map<String, Object> object =
        yaml(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {generation: 1},"
                + " spec: {replicas: 2}, status: "
                + status
                + "}");

    assertThat(Kstatus.of(object).state()).isEqualTo(expected);
    assertThat(Kstatus.of(object).why()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatefulSet | {replicas: 2, readyReplicas: 2, currentRevision: a, updateRevision: b}"
            + " | IN_PROGRESS",
        "StatefulSet | {replicas: 2, readyReplicas: 2, currentRevision: b, updateRevision: b}"
            + " | CURRENT",
        "StatefulSet | {replicas: 2, readyReplicas: 1, currentRevision: b, updateRevision: b}"
            + " | IN_PROGRESS",
        "DaemonSet   | {} | IN_PROGRESS",
        "DaemonSet   | {desiredNumberScheduled: 2, currentNumberScheduled: 2,"
            + " updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2} | CURRENT",
        "DaemonSet   | {desiredNumberScheduled: 2, currentNumberScheduled: 2,"
            + " updatedNumberScheduled: 2, numberAvailable: 1, numberReady: 2} | IN_PROGRESS",
        "ReplicaSet  | {replicas: 2, fullyLabeledReplicas: 2, availableReplicas: 2,"
            + " readyReplicas: 2} | CURRENT",
        "ReplicaSet  | {replicas: 2, fullyLabeledReplicas: 2, availableReplicas: 0,"
            + " readyReplicas: 2} | IN_PROGRESS",
      })
  void other_workloads_are_ready_when_all_of_them_are(String kind, String status, State expected) {
    Map<String, Object> object =
        yaml(
            "{apiVersion: apps/v1, kind: "
                + kind
                + ", spec: {replicas: 2}, status: "
                + status.replaceFirst("\\{", "{observedGeneration: 1, ")
                + "}");

    assertThat(Kstatus.of(object).state()).isEqualTo(expected);
  }

  @Test
  void ready_passes_failed_fails_and_under_way_is_inconclusive_with_the_name_in_the_message() {
    String pod = "{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {phase: ";

    assertThat(Kstatus.judge(yaml(pod + "Succeeded}}")))
        .isEqualTo(new SourceAnswer.Judged(Verdict.PASS, "current", "Pod a has succeeded"));
    assertThat(Kstatus.judge(yaml(pod + "Failed}}")).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Kstatus.judge(yaml(pod + "Pending}}")).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Map<String, Object> yaml(String text) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
    try {
      ObjectMapper json = new ObjectMapper();
      return json.readValue(json.writeValueAsString(loaded), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
