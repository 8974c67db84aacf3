package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Compute resources of a container. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(Map<String, Quantity> requests, Map<String, Quantity> limits) {

  public Resources {
    requests = Absent.orEmpty(requests);
    limits = Absent.orEmpty(limits);
  }
}
