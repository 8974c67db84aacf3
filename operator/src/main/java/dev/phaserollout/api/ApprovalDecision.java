package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a person decides about a question. */
@JsonDeserialize(using = OpenEnum.class)
public enum ApprovalDecision {
  /** Go on; of a manual step or an outcome that is in doubt: it is done. */
  Approve,

  /** Do not go on. */
  Reject,

  /** Try it once more. */
  Retry,

  /** Go on without it. */
  Skip,

  /** A word of a newer version; no question takes it. */
  @JsonIgnore
  Unknown
}
