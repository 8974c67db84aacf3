package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/** Whether burn rates look at the phase alone or at the whole life of the service. */
@JsonDeserialize(using = OpenEnum.class)
public enum SloScope {
  /** Windows are clamped to the time since the phase began. */
  Phase,

  /** Windows are taken whole. */
  Service,

  /** A word of a newer version; preflight refuses it. */
  @JsonIgnore
  Unknown
}
