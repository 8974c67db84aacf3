package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How old a deliverable may be. */
@JsonDeserialize(using = OpenEnum.class)
public enum MaxAge {
  /** Touched since the run began. */
  Run,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
