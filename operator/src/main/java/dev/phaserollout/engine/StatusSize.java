package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StepStatus;
import java.util.List;
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

  /** Of one gate without its query: ten measurements, short but for the message of the newest. */
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
   * each say so, and without the queries of its gates, which follow from the spec. Guarding twice
   * is the same as guarding once.
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
        shortened(phase.entryGates()),
        shortened(phase.guardrails()),
        shortened(phase.gates()),
        phase.steps().stream().map(StatusSize::shortened).toList());
  }

  private static StepStatus shortened(StepStatus step) {
    List<GateStatus> gates = shortened(step.gates());
    StepStatus kept = gates.equals(step.gates()) ? step : StepFields.with(step, gates);
    return kept.message() == null || kept.message().length() <= SHORTENED_MAX
        ? kept
        : StepFields.withMessage(kept, cut(kept.message(), SHORTENED_MAX));
  }

  private static List<GateStatus> shortened(List<GateStatus> gates) {
    return gates.stream().map(StatusSize::withoutQuery).toList();
  }

  private static GateStatus withoutQuery(GateStatus gate) {
    return gate.query() == null
        ? gate
        : GateState.read(gate)
            .map(state -> state.withoutQuery().write(gate.name(), gate.job()))
            .orElse(gate);
  }

  /**
   * Bytes of the stored JSON, from above: every fixed part of a step is counted as if it were
   * there.
   */
  static int estimate(PhaseRolloutStatus status) {
    int size = 8 * 1024 + status.history().size() * 4096 + status.questions().size() * 2048;
    for (PhaseStatus phase : status.phases()) {
      size += 512;
      size += estimate(phase.entryGates());
      size += estimate(phase.guardrails());
      size += estimate(phase.gates());
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
    size += estimate(step.gates());
    size += step.rollback() == null ? 0 : WORK;
    size += step.git() == null ? 0 : WORK;
    size += step.checkpoint() == null ? 0 : 256 + quoted(step.checkpoint().outputs());
    return size;
  }

  private static int estimate(List<GateStatus> gates) {
    int size = 0;
    for (GateStatus gate : gates) {
      size += GATE + (gate.query() == null ? 0 : 2 * gate.query().length());
    }
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
