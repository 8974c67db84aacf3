package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step takes where it says nothing itself. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepDefaults(
    @Nullable String image,
    @Nullable String serviceAccountName,
    @Nullable String timeout,
    @Nullable String startTimeout,
    @Nullable Retry retry,
    List<EnvVar> env,
    @Nullable Resources resources,
    Map<String, Object> securityContext,
    Map<String, Object> template) {

  public StepDefaults {
    env = Absent.orEmpty(env);
    securityContext = Absent.orEmpty(securityContext);
    template = Absent.orEmpty(template);
  }
}
