package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ObjectName;
import dev.phaserollout.api.shape.PositiveDuration;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes where it says nothing itself.
 *
 * @param image The image of steps that name none.
 * @param serviceAccountName The service account of steps that name none.
 * @param timeout How long an attempt may run.
 * @param startTimeout How long an attempt may take until its container starts.
 * @param retry How failed attempts are repeated.
 * @param env Environment variables of every step; a step may set them otherwise.
 * @param resources What containers of steps ask for and may use.
 * @param securityContext The security context of the pods of steps. Not checked by the schema.
 * @param template A partial pod template for every step, merged before that of the step. Not
 *     checked by the schema.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepDefaults(
    @Size(min = 1, max = 512) @Nullable String image,
    @ObjectName @Nullable String serviceAccountName,
    @PositiveDuration @Nullable String timeout,
    @PositiveDuration @Nullable String startTimeout,
    @Nullable Retry retry,
    @Size(max = 64) List<EnvVar> env,
    @Nullable Resources resources,
    Map<String, Object> securityContext,
    Map<String, Object> template) {

  public StepDefaults {
    env = Absent.orEmpty(env);
    securityContext = Absent.orEmpty(securityContext);
    template = Absent.orEmpty(template);
  }
}
