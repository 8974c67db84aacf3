package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** How several series become one value. */
@JsonDeserialize(using = OpenEnum.class)
public enum Reduce {
  Max,
  Min,
  Sum,
  Avg,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
