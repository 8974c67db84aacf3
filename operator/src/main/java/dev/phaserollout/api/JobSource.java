package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A Job whose success is the measurement.
 *
 * @param run The container of the Job. What it leaves out comes from the step defaults, timeouts
 *     too.
 * @param template A partial pod template that is merged over the generated one.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobSource(Container run, Map<String, Object> template) {

  public JobSource {
    template = Absent.orEmpty(template);
  }
}
