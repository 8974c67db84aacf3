package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ObjectName;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container that does the work of a step, a compensation or a gate.
 *
 * @param image The container image. That of the step or of {@code stepDefaults} when absent; a
 *     local run needs none.
 * @param command The command and its first arguments; the entry point of the image when absent. No
 *     shell is put around it.
 * @param args Further arguments of the command.
 * @param env Environment variables, beside those that the operator sets.
 * @param envFrom Secrets and ConfigMaps of which every key becomes a variable.
 * @param workingDir The directory that the command starts in. That of the image when absent, or the
 *     workspace where there is one.
 * @param resources What the container asks for and may use.
 * @param serviceAccountName The service account of the pod. Without one the pod gets no token.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Container(
    @Size(min = 1, max = 512) @Nullable String image,
    @Size(max = 64) List<@Size(max = 32768) String> command,
    @Size(max = 256) List<@Size(max = 32768) String> args,
    @Size(max = 64) List<EnvVar> env,
    @Size(max = 16) List<EnvFrom> envFrom,
    @Size(max = 1024) @Nullable String workingDir,
    @Nullable Resources resources,
    @ObjectName @Nullable String serviceAccountName) {

  public Container {
    command = Absent.orEmpty(command);
    args = Absent.orEmpty(args);
    env = Absent.orEmpty(env);
    envFrom = Absent.orEmpty(envFrom);
  }
}
