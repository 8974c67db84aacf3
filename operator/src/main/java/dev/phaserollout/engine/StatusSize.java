package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a status small enough to be stored: an outcome that cannot be recorded would stop the
 * rollout for ever.
 */
final class StatusSize {

  /** Of one message. */
  static final int MESSAGE_MAX = 1024;

  /** Beyond this, messages of steps are shortened; etcd refuses a request at some 1.5 MiB. */
  static final int STATUS_MAX = 512 * 1024;

  /** Of one gate: ten measurements, whose messages are short but for the newest. */
  private static final int GATE = 6 * MESSAGE_MAX;

  /** Of a compensation or a Git Job. */
  private static final int WORK = 512;

  private static final int LIST_MAX = 8 * MESSAGE_MAX;
  private static final int TOKEN_MAX = 256;
  private static final int SHORTENED_MAX = 120;
  private static final String CUT = "… (shortened)";

  private StatusSize() {}

  static String bounded(String message) {
    return cut(message, MESSAGE_MAX);
  }

  /** A list of faults: longer than a message of a step, and shorter than the API allows. */
  static String boundedList(String list) {
    return cut(list, LIST_MAX);
  }

  /** A token that people made up; what is beyond the bound of the API tells no two apart. */
  static @Nullable String boundedToken(@Nullable String token) {
    return token == null || token.length() <= TOKEN_MAX ? token : token.substring(0, TOKEN_MAX);
  }

  private static String cut(String message, int max) {
    return message.length() <= max ? message : message.substring(0, max - CUT.length()) + CUT;
  }

  /**
   * The status itself where it is small enough; else with long messages of its steps cut, which
   * each say so. Guarding twice is the same as guarding once.
   */
  static PhaseRolloutStatus guard(PhaseRolloutStatus status) {
    if (estimate(status) <= STATUS_MAX) {
      return status;
    }
    return new PhaseRolloutStatus(
        status.observedGeneration(),
        status.state(),
        status.message(),
        status.run(),
        status.checkpoint(),
        status.phases().stream().map(StatusSize::shortened).toList(),
        status.finallySteps().stream().map(StatusSize::shortened).toList(),
        status.questions(),
        status.conditions(),
        status.history(),
        status.lastHandled(),
        status.currentPhase(),
        status.currentStep());
  }

  private static PhaseStatus shortened(PhaseStatus phase) {
    return new PhaseStatus(
        phase.name(),
        phase.state(),
        phase.reason(),
        phase.message(),
        phase.digest(),
        phase.startedAt(),
        phase.completedAt(),
        phase.approvedAt(),
        phase.entryGates(),
        phase.guardrails(),
        phase.gates(),
        phase.steps().stream().map(StatusSize::shortened).toList());
  }

  private static StepStatus shortened(StepStatus step) {
    if (step.message() == null || step.message().length() <= SHORTENED_MAX) {
      return step;
    }
    return StepFields.withMessage(step, cut(step.message(), SHORTENED_MAX));
  }

  /**
   * Bytes of the stored JSON, from above: every fixed part of a step is counted as if it were
   * there.
   */
  static int estimate(PhaseRolloutStatus status) {
    int size = 8 * 1024 + status.history().size() * 4096 + status.questions().size() * 2048;
    for (PhaseStatus phase : status.phases()) {
      size += 512;
      size += (phase.entryGates().size() + phase.guardrails().size() + phase.gates().size()) * GATE;
      for (StepStatus step : phase.steps()) {
        size += estimate(step);
      }
    }
    for (StepStatus step : status.finallySteps()) {
      size += estimate(step);
    }
    return size;
  }

  private static int estimate(StepStatus step) {
    int size = 640 + step.name().length();
    size += step.message() == null ? 0 : 2 * step.message().length();
    size += step.outputs() == null ? 0 : quoted(step.outputs());
    size += step.gates().size() * GATE;
    size += step.rollback() == null ? 0 : WORK;
    size += step.git() == null ? 0 : WORK;
    size += step.checkpoint() == null ? 0 : 256 + quoted(step.checkpoint().outputs());
    return size;
  }

  private static int quoted(Map<String, String> outputs) {
    int size = 0;
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      size += 6 + 2 * (output.getKey().length() + output.getValue().length());
    }
    return size;
  }
}
