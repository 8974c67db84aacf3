package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.StepDefaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holds where a spec says nothing. */
final class PlanDefaults {

  /** Of one attempt, from the start of its container. */
  static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** Until the container of an attempt has started. */
  static final Duration START_TIMEOUT = Duration.ofMinutes(5);

  /** How many ended runs the status keeps. */
  static final int HISTORY_LIMIT = 10;

  private static final StepDefaults NONE =
      new StepDefaults(null, null, null, null, null, List.of(), null, Map.of(), Map.of());

  private PlanDefaults() {}

  static StepDefaults stepDefaults(PhaseRolloutSpec spec) {
    return spec.stepDefaults() == null ? NONE : spec.stepDefaults();
  }

  static String releaseOf(PhaseRolloutSpec spec) {
    return spec.release() == null ? "" : spec.release().version();
  }

  static int historyLimit(PhaseRolloutSpec spec) {
    return spec.historyLimit() == null ? HISTORY_LIMIT : Math.max(0, spec.historyLimit());
  }

  static Optional<Duration> optional(@Nullable String text) {
    return text == null ? Optional.empty() : TimeSpan.parse(text);
  }

  static Duration duration(@Nullable String text, Duration otherwise) {
    return optional(text).orElse(otherwise);
  }

  static Duration firstDuration(
      Duration otherwise, @Nullable String own, @Nullable String inherited) {
    return duration(own, duration(inherited, otherwise));
  }

  /** A variable of the step wins over one of the same name from the defaults. */
  static Container inherit(Container own, StepDefaults defaults) {
    Map<String, EnvVar> env = new LinkedHashMap<>();
    defaults.env().forEach(variable -> env.put(variable.name(), variable));
    own.env().forEach(variable -> env.put(variable.name(), variable));
    return new Container(
        own.image() == null ? defaults.image() : own.image(),
        own.command(),
        own.args(),
        List.copyOf(env.values()),
        own.envFrom(),
        own.workingDir(),
        own.resources() == null ? defaults.resources() : own.resources(),
        own.serviceAccountName() == null
            ? defaults.serviceAccountName()
            : own.serviceAccountName());
  }
}
