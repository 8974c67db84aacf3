package dev.phaserollout.telemetry;

import java.util.List;
import java.util.Set;

/**
 * Words of a status as values of labels. The sets of the status are open: what is not known here
 * becomes {@value #OTHER}, so that no container image and no newer version can make a metric grow
 * without end.
 */
final class LabelWords {

  static final String OTHER = "Other";

  /** Where the status says nothing. */
  static final String NONE = "";

  private static final Set<String> RESULTS =
      Set.of(
          "Succeeded",
          "Skipped",
          "Failed",
          "TimedOut",
          "Disrupted",
          "Interrupted",
          "Lost",
          "Error",
          "Rejected",
          "Aborted",
          "Superseded",
          "RolledBack",
          "Stopped",
          "Unknown");

  /** Kinds of questions; a gauge of each is shown. */
  static final List<String> KINDS =
      List.of(
          "Approval",
          "ManualStep",
          "GateInDoubt",
          "FailedStep",
          "LostOutcome",
          "StuckPod",
          "FailedRun");

  private static final Set<String> DECISIONS = Set.of("Approve", "Reject", "Retry", "Skip");

  private static final Set<String> CAUSES =
      Set.of(
          // of rollbacks
          "Failure",
          "Command",
          "Answer",
          "Edit",
          // of refused answers
          "OtherRollout",
          "OtherRun",
          "NotAsked",
          "OtherDigest",
          "NoChoice",
          "NotVerified",
          "MissingOutput",
          "SecondDecision");

  private static final Set<String> REASONS =
      Set.of(
          "Preflight",
          "Accepted",
          "InvalidSpec",
          "NotReadyToStart",
          "OutsideWindow",
          "DependencyNotReady",
          "WaitingForGroup",
          "Progressing",
          "Suspended",
          "Ending",
          "Succeeded",
          "StepFailed",
          "GateFailed",
          "GuardrailTripped",
          "FinallyFailed",
          "WorkspaceNotReady",
          "CompletionFailed",
          "ConditionFailed",
          "PhaseTimedOut",
          "RunTimedOut",
          "Aborted",
          "SpecChanged",
          "RevisionLost",
          "ConditionFalse",
          "Reused",
          "NonZeroExit",
          "StepTimedOut",
          "StartTimedOut",
          "Disrupted",
          "Failed",
          "Interrupted",
          "OutcomeLost",
          "InvalidOutputs",
          "MissingInput",
          "NameTaken",
          "RunEnding",
          "RollbackRequested",
          "RollingBack",
          "Compensated",
          "CompensationFailed",
          "RollbackStopped",
          "AwaitingAnswer",
          "Rejected",
          "ApprovalExpired",
          "PassedOver",
          "TakenAsDone",
          // of Kubernetes, passed on as they were seen
          "OOMKilled",
          "ContainerCannotRun",
          "StartError",
          "DeadlineExceeded",
          "Evicted",
          "Preempted",
          "NodeLost",
          "FailedCreate",
          "Unschedulable",
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "ImageInspectError",
          "RegistryUnavailable",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "FailedMount",
          // of the agent
          "InvalidErrand",
          "WorkspaceRefused",
          "StandardsMissing",
          "CheckoutFailed",
          "DeliverablesMissing",
          "CommitRefused",
          "PushFailed",
          "BranchMoved",
          "RevertConflict",
          "TagExists");

  private LabelWords() {}

  static String result(String word) {
    return RESULTS.contains(word) ? word : OTHER;
  }

  static String kind(String word) {
    return KINDS.contains(word) ? word : OTHER;
  }

  static String decision(String word) {
    return DECISIONS.contains(word) ? word : OTHER;
  }

  static String cause(String word) {
    return CAUSES.contains(word) ? word : OTHER;
  }

  static String reason(String word) {
    if (word.isEmpty()) {
      return NONE;
    }
    return REASONS.contains(word) ? word : OTHER;
  }
}
