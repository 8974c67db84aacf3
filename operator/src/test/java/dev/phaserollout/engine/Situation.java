package dev.phaserollout.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The situations that a person can find a rollout in, each told as a story that ends there. */
enum Situation {
  PREFLIGHT(
      "preflight is under way",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.PLAIN).withoutPreflight().begin()),
  REFUSED(
      "the spec was refused",
      Kstatus.FAILED,
      () -> Story.of(Spec.PLAIN).refusedBy(Spec.FAULT).begin()),
  NOT_READY(
      "the surroundings are not ready",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.PLAIN).surroundedBy(Spec.FAULT).begin()),
  WINDOW_CLOSED(
      "a run waits for its change window",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.with(Spec.WINDOW, "run: {command: [a]}")).begin()),
  DEPENDENCY(
      "a run waits for another rollout",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.with("dependsOn: [{name: platform}],", "run: {command: [a]}")).begin()),
  QUEUED(
      "a run waits for its turn in a group",
      Kstatus.IN_PROGRESS,
      () ->
          Story.of(Spec.with("concurrencyGroup: g,", "run: {command: [a]}"))
              .decide()
              .beside(OtherRollout.named("billing").place("g", 1L).underWay())
              .begin()),
  WINDOW_CLOSED_AGAIN(
      "a step waits for the window of its phase",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.LATER).begin().succeeds("p/a #1")),
  RUNNING("a step runs", Kstatus.IN_PROGRESS, () -> second(Spec.PLAIN)),
  RETRYING(
      "a step waits for its next attempt",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).fails("p/b #1", 1)),
  PAUSED(
      "a step waits for its time",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.with("", "wait: {duration: 1h}")).begin()),
  SUSPENDED(
      "suspended while a step runs",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).edited(Spec.suspended(Spec.PLAIN))),
  APPROVAL(
      "a phase waits for approval",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.APPROVAL).begin().succeeds("p/a #1")),
  MANUAL(
      "a manual step waits for a person",
      Kstatus.IN_PROGRESS,
      () -> Story.of(Spec.with("", "manual: {instructions: Push.}")).begin()),
  STEP_MEASURING(
      "the gate of a step measures",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.gated("run: {command: [b]},")).succeeds("p/b #1")),
  PHASE_MEASURING(
      "the gate of a phase measures",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.gated("timeout: 1h,")).succeeds("p/b #1")),
  GATE_IN_DOUBT(
      "a gate is in doubt",
      Kstatus.IN_PROGRESS,
      () ->
          second(Spec.gated("timeout: 1h,"))
              .succeeds("p/b #1")
              .measures("p/gates/g", Verdict.INCONCLUSIVE)),
  FAILED_STEP(
      "a failed step waits for a decision (`onFailure: Ask`)",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.ASK).fails("p/b #1", 1)),
  FAILED_RUN(
      "a failed run waits for a decision (`onFailure: Ask`)",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.ASK).after(Duration.ofHours(1)).cancelled("p/b #1")),
  LOST(
      "an outcome is lost",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).ends("p/b #1", new AttemptOutcome.Lost(Instant.EPOCH, "gone"))),
  STUCK(
      "a cancelled pod does not go",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).annotated("abort", "1/first").after(StepQuestions.CANCEL_TIMEOUT)),
  ENDING(
      "an aborted run ends its steps",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).annotated("abort", "1/first")),
  RESTARTING(
      "an edit with `onSpecChange: Restart` ends its steps",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.RESTART).edited(Spec.other(Spec.RESTART))),
  EDITED(
      "a step runs and an edit waits",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.PLAIN).edited(Spec.other(Spec.PLAIN))),
  FINALLY(
      "the finally steps of a run that succeeded run",
      Kstatus.IN_PROGRESS,
      () -> second(Spec.FINALLY).succeeds("p/b #1")),
  ROLLING_BACK(
      "compensations run", Kstatus.IN_PROGRESS, () -> failed(Spec.PLAIN).runs("rollback p/b #1")),
  ROLLBACK_SUSPENDED(
      "a rollback is suspended",
      Kstatus.IN_PROGRESS,
      () -> failed(Spec.PLAIN).edited(Spec.suspended(Spec.PLAIN)).succeeds("rollback p/b #1")),
  ROLLBACK_FAILED(
      "a compensation has failed",
      Kstatus.FAILED,
      () ->
          failed(Spec.PLAIN)
              .fails("rollback p/b #1", 1)
              .after(Duration.ofMinutes(1))
              .fails("rollback p/b #2", 1)),
  ROLLBACK_STOPPED(
      "a rollback was stopped",
      Kstatus.FAILED,
      () -> failed(Spec.PLAIN).annotated("abort", "1/first").cancelled("rollback p/b #1")),
  ROLLED_BACK(
      "failed and rolled back",
      Kstatus.FAILED,
      () -> failed(Spec.PLAIN).succeeds("rollback p/b #1").succeeds("rollback p/a #1")),
  SUCCEEDED("succeeded", Kstatus.CURRENT, () -> second(Spec.PLAIN).succeeds("p/b #1")),
  UNDONE(
      "succeeded, then rolled back by hand",
      Kstatus.FAILED,
      () ->
          second(Spec.PLAIN)
              .succeeds("p/b #1")
              .annotated("rollback", "1/first")
              .succeeds("rollback p/b #1")
              .succeeds("rollback p/a #1")),
  FAILED("failed, nothing undone (`onFailure: None`)", Kstatus.FAILED, () -> failed(Spec.NONE)),
  ABORTED(
      "aborted",
      Kstatus.FAILED,
      () -> second(Spec.PLAIN).annotated("abort", "1/first").cancelled("p/b #1")),
  REJECTED(
      "a phase was rejected",
      Kstatus.FAILED,
      () -> Story.of(Spec.APPROVAL).begin().succeeds("p/a #1").answers("q", "Reject", "eve"));

  private static Story second(String spec) {
    return Story.of(spec).begin().succeeds("p/a #1").runs("p/b #1");
  }

  private static Story failed(String spec) {
    Story story = second(spec).fails("p/b #1", 1).after(Duration.ofMinutes(1));
    return story.fails("p/b #2", 1);
  }

  /** What kstatus has to make of a situation after the table of the design, section 5. */
  enum Kstatus {
    IN_PROGRESS("InProgress"),
    CURRENT("Current"),
    FAILED("Failed");

    private final String word;

    Kstatus(String word) {
      this.word = word;
    }
  }

  private final String title;
  private final Kstatus kstatus;
  private final Supplier<Story> story;

  Situation(String title, Kstatus kstatus, Supplier<Story> story) {
    this.title = title;
    this.kstatus = kstatus;
    this.story = story;
  }

  String title() {
    return title;
  }

  String kstatus() {
    return kstatus.word;
  }

  Story story() {
    return story.get();
  }

  /** The specs of the situations. */
  static final class Spec {

    private static final String TEMPLATE =
        """
        {%s phases: [
          {name: p, timeout: 1h, steps: [
            {name: a, %s, rollback: {run: {command: [undo-a]}}},
            {name: b, run: {command: [b]}, retry: {limit: 1, backoff: {duration: 1m}},
             rollback: {run: {command: [undo-b]}, retry: {limit: 1, backoff: {duration: 1m}}}}]}%s]}
        """;

    static final String PLAIN = with("", "run: {command: [a]}");
    static final String ASK =
        with("rollback: {onFailure: Ask},", "run: {command: [a]}")
            .replace("retry: {limit: 1, backoff: {duration: 1m}},\n", "");
    static final String NONE = with("rollback: {onFailure: None},", "run: {command: [a]}");
    static final String RESTART = with("onSpecChange: Restart,", "run: {command: [a]}");
    static final String FINALLY =
        with("finally: [{name: f, run: {command: [f]}}],", "run: {command: [a]}");
    static final String APPROVAL =
        """
        {phases: [
          {name: p, steps: [{name: a, run: {command: [a]}, rollback: {run: {command: [undo-a]}}}]},
          {name: q, approval: {required: 1}, steps: [{name: b, run: {command: [b]}}]}]}
        """;
    static final List<Problem> FAULT = List.of(Problem.of("a", "b", "c", "d"));

    /** Every story begins at 09:00. */
    static final String WINDOW = "windows: [{schedule: '0 14 * * *', duration: 1h}],";

    static final String LATER =
        APPROVAL.replace("approval: {required: 1}", WINDOW.substring(0, WINDOW.length() - 1));

    private Spec() {}

    /** With a gate behind the field that the fragment ends. */
    static String gated(String behind) {
      String gate = "gates: [{name: g, prometheus: {query: up}, successCondition: 'true'}],";
      return PLAIN.replace(behind, behind + " " + gate);
    }

    static String with(String policy, String first) {
      return Specs.fill(TEMPLATE, policy, first, "");
    }

    static String suspended(String spec) {
      return spec.replaceFirst("\\{", "{suspend: true, ");
    }

    /** The same rollout whose second step does something else. */
    static String other(String spec) {
      return spec.replace("command: [b]", "command: [other]");
    }
  }
}
