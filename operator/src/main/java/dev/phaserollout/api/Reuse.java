package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Whether a checkpoint of an earlier run stands in for running the step again. */
@JsonDeserialize(using = OpenEnum.class)
public enum Reuse {
  /** It does as long as the digest is the same. */
  WhenUnchanged,

  /** The step runs in every run. */
  Never,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
