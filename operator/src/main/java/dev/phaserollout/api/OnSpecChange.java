package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What an edited spec does to a run that is under way. */
@JsonDeserialize(using = OpenEnum.class)
public enum OnSpecChange {
  /** The run ends on the spec that it was accepted with, then the next begins. */
  FinishCurrent,

  /** The next run begins at once and carries over what has not changed. */
  Restart,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
