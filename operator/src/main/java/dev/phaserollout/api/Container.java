package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container that does the work of a step, a compensation or a gate. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Container(
    @Nullable String image,
    List<String> command,
    List<String> args,
    List<EnvVar> env,
    List<EnvFrom> envFrom,
    @Nullable String workingDir,
    @Nullable Resources resources,
    @Nullable String serviceAccountName) {

  public Container {
    command = Absent.orEmpty(command);
    args = Absent.orEmpty(args);
    env = Absent.orEmpty(env);
    envFrom = Absent.orEmpty(envFrom);
  }
}
