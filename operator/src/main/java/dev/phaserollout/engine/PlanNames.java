package dev.phaserollout.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.phaserollout.api.Output;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;

/**
 * Names that follow from what the status records, so that the same intent always has the same name.
 */
final class PlanNames {

  /** The bound of a Job's name: its pods carry it as a label value. */
  static final int JOB_NAME_MAX = 63;

  /** What may be edited without making another revision: nothing of it changes what a run does. */
  @JsonIgnoreProperties({"description", "suspend", "historyLimit", "onSpecChange"})
  private interface WhatRuns {}

  @JsonIgnoreProperties("description")
  private interface WithoutWords {}

  private static final ObjectWriter REVISION =
      PlanDigest.canonicalForm()
          .addMixIn(PhaseRolloutSpec.class, WhatRuns.class)
          .addMixIn(Phase.class, WithoutWords.class)
          .addMixIn(Step.class, WithoutWords.class)
          .addMixIn(Output.class, WithoutWords.class)
          .build()
          .writerFor(PhaseRolloutSpec.class);

  private PlanNames() {}

  /** {@code <rollout>-<hash of the spec>}. */
  static String revision(String rollout, PhaseRolloutSpec spec) {
    try {
      return rollout + "-" + PlanDigest.sha256(REVISION.writeValueAsString(spec)).substring(0, 10);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("API records are always JSON", e);
    }
  }

  /**
   * {@code <rollout>-<step, shortened>-<hash>-<attempt>}, at most {@value #JOB_NAME_MAX}
   * characters.
   */
  static String job(String rollout, Attempt attempt) {
    String tail = "-" + identity(attempt).substring(0, 10) + "-" + attempt.number();
    int room = JOB_NAME_MAX - rollout.length() - 1 - tail.length();
    String step = attempt.gate().orElse(attempt.step());
    String shortened =
        step.length() <= room ? step : trimDashes(step.substring(0, Math.max(1, room)));
    return rollout + "-" + shortened + tail;
  }

  private static String trimDashes(String text) {
    String trimmed = text;
    while (trimmed.endsWith("-")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed;
  }

  /**
   * The same for every attempt of a step in a run: what the step calls can tell a repetition from
   * new work.
   */
  static String idempotencyKey(Attempt attempt) {
    return identity(attempt).substring(0, 32);
  }

  private static String identity(Attempt attempt) {
    return PlanDigest.sha256(
        String.join(
            "\n",
            attempt.rolloutUid(),
            String.valueOf(attempt.run()),
            attempt.phase(),
            attempt.step(),
            attempt.role().label(),
            attempt.digest()));
  }

  /** A UUID (form of version 8) that follows from rollout and run. */
  static String runUid(String rolloutUid, int run) {
    String hash = PlanDigest.sha256("run\n" + rolloutUid + "\n" + run);
    return hash.substring(0, 8)
        + "-"
        + hash.substring(8, 12)
        + "-8"
        + hash.substring(13, 16)
        + "-a"
        + hash.substring(17, 20)
        + "-"
        + hash.substring(20, 32);
  }

  /** W3C trace context of the run, so that a restarted operator goes on in the same trace. */
  static String traceparent(String rolloutUid, int run) {
    String hash = PlanDigest.sha256("trace\n" + rolloutUid + "\n" + run);
    return "00-" + hash.substring(0, 32) + "-" + hash.substring(32, 48) + "-01";
  }
}
