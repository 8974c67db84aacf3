package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What is done about an attempt whose outcome cannot be known. */
@JsonDeserialize(using = OpenEnum.class)
public enum OnLost {
  /** A person decides. */
  Ask,

  /** The step runs again, as another attempt. */
  Retry,

  /** The step fails. */
  Fail,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
