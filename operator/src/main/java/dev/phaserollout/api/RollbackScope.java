package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How far a compensation reaches. */
@JsonDeserialize(using = OpenEnum.class)
public enum RollbackScope {
  /** The steps of the failed phase. */
  Phase,

  /** Every step that is finished and not undone since the last run that succeeded. */
  Run,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
