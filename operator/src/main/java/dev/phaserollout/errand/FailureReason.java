package dev.phaserollout.errand;

/** Why an errand failed, as the one word that statuses and conditions show. */
public enum FailureReason {
  /** What the agent was started with cannot be meant; a defect of whoever started it. */
  InvalidErrand,
  /** The workspace is not the one that the rollout expects. */
  WorkspaceRefused,
  /** A document that the rollout names as a standard does not exist in the workspace. */
  StandardsMissing,
  /** The workspace could not be fetched or written out. */
  CheckoutFailed,
  /** The step ended without leaving all that it must leave. */
  DeliverablesMissing,
  /** What is to be committed cannot be, such as a link that leaves the tree. */
  CommitRefused,
  /** The remote did not take a commit, or could not be reached. */
  PushFailed,
  /** Somebody else has changed the same paths, or has rewritten the branch. */
  BranchMoved,
  /** A commit of the run cannot be taken back, because later ones build on it. */
  RevertConflict,
  /** The tag of the completion exists and means something else. */
  TagExists
}
