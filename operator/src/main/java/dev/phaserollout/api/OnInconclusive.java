package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What an inconclusive gate leads to. */
@JsonDeserialize(using = OpenEnum.class)
public enum OnInconclusive {
  /** Nothing new starts, and a person decides. */
  Ask,

  /** The gate fails. */
  Fail,

  /** The gate passes. */
  Pass,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
