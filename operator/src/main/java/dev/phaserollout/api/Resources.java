package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * Compute resources of a container.
 *
 * @param requests What the node must have free, such as {@code cpu: 100m} and {@code memory: 64Mi}.
 * @param limits What the container may use at most.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
    @Size(max = 16) Map<String, Quantity> requests, @Size(max = 16) Map<String, Quantity> limits) {

  public Resources {
    requests = Absent.orEmpty(requests);
    limits = Absent.orEmpty(limits);
  }
}
