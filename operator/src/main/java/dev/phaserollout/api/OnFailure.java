package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** What a failed run does with the steps that it finished. */
@JsonDeserialize(using = OpenEnum.class)
public enum OnFailure {
  /** Undo them, newest first. */
  Automatic,

  /** Raise a question and wait for a person. */
  Ask,

  /** Leave them as they are. */
  None,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
