package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a gate that could not be measured leads to. */
@JsonDeserialize(using = OpenEnum.class)
public enum OnError {
  /** Nothing new starts, and a person decides. */
  Ask,

  /** The gate fails. */
  Fail,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
