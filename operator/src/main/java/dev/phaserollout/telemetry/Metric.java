package dev.phaserollout.telemetry;

import java.util.List;

/** Every metric of the operator's own; the reference page is made from here. */
enum Metric {
  RUNS("runs", Kind.COUNTER, "Runs that ended.", "namespace", "result", "reason"),
  RUN_DURATION(
      "run.duration", Kind.LONG_TIMER, "From the beginning of a run to its end.", "result"),
  RUNS_HELD(
      "runs.held",
      Kind.COUNTER,
      "How often a run was found unable to start: spec refused, or surroundings not ready.",
      "reason"),
  HOLD_WAIT(
      "hold.wait",
      Kind.LONG_TIMER,
      "How long a run, or its next steps, waited for a change window, for another rollout or for its"
          + " turn in a group; counted when that ends.",
      "reason"),
  PHASES("phases", Kind.COUNTER, "Phases that ended.", "result"),
  STEPS(
      "steps",
      Kind.COUNTER,
      "Steps that ended, those too that were skipped or reused from an earlier run.",
      "result",
      "reason"),
  ATTEMPTS(
      "attempts",
      Kind.COUNTER,
      "Attempts that ended; more than steps where steps are retried.",
      "result",
      "reason"),
  ATTEMPT_DURATION(
      "attempt.duration",
      Kind.LONG_TIMER,
      "From the record of an attempt to its end, the start of its pod included.",
      "result"),
  ATTEMPT_WORK(
      "attempt.work",
      Kind.LONG_TIMER,
      "From the start of an attempt's container to its end; only of attempts that were seen at"
          + " work, which those that end within some two seconds are not.",
      "result"),
  ATTEMPT_WAIT(
      "attempt.wait",
      Kind.TIMER,
      "From the record of an attempt to the start of its container; only of attempts that were"
          + " seen at work."),
  STEP_TROUBLES(
      "step.troubles",
      Kind.COUNTER,
      "How often something kept an attempt from getting on, such as a missing image or a quota.",
      "reason"),
  COMPENSATIONS(
      "compensations",
      Kind.COUNTER,
      "Compensations that ended, each the undoing of one step; one that failed and is tried again by"
          + " a person ends again.",
      "result",
      "reason"),
  COMPENSATION_ATTEMPTS(
      "compensation.attempts",
      Kind.COUNTER,
      "Attempts of compensations that ended; none of them counts as an attempt of a step.",
      "result",
      "reason"),
  ROLLBACKS(
      "rollbacks",
      Kind.COUNTER,
      "Rollbacks that got to their end, failed or were stopped; one that goes on ends again.",
      "result",
      "cause"),
  ROLLBACK_DURATION(
      "rollback.duration",
      Kind.LONG_TIMER,
      "From the first compensation of a rollback to its end, the time that it stood still included.",
      "result"),
  COMMITS(
      "commits",
      Kind.COUNTER,
      "Commits of Git workspaces: those of steps that became part of a branch (advanced) or were made"
          + " anew because it had moved (rebased), those that took a run back (reverted), and those"
          + " that ended a release (completed).",
      "result"),
  QUESTIONS_OPEN("questions.open", Kind.GAUGE, "Questions that wait for a person.", "kind"),
  QUESTION_WAIT(
      "question.wait",
      Kind.LONG_TIMER,
      "From the raising of a question to the decision of the people; only of those that were decided.",
      "kind"),
  ANSWERS(
      "answers",
      Kind.COUNTER,
      "Answers of people that were counted; verified where their author is known for certain.",
      "kind",
      "decision",
      "verified"),
  ANSWERS_REFUSED(
      "answers.refused",
      Kind.COUNTER,
      "Answers of people that do not count, each told once; an operator that is restarted may tell"
          + " one again.",
      "cause"),
  COMMANDS(
      "commands",
      Kind.COUNTER,
      "Commands given by annotation, obeyed or refused.",
      "command",
      "result"),
  ROLLOUTS("rollouts", Kind.GAUGE, "Rollouts by the state in their status.", "state"),
  POD_CREATION(
      "pod.creation",
      Kind.TIMER,
      "From the creation of a Job to the creation of its pod. What is slow here is the Job"
          + " controller of the cluster, which starts some four Jobs a second with its default"
          + " flags."),
  RECONCILE(
      "reconcile",
      Kind.TIMER,
      "One pass over one rollout, its writes included; done or failed.",
      "result"),
  API_WRITES(
      "api.writes",
      Kind.COUNTER,
      "Requests to the API server that change something, dry runs apart.",
      "verb",
      "resource",
      "subresource",
      "dry_run"),
  API_ERRORS(
      "api.errors",
      Kind.COUNTER,
      "Requests to the API server that failed, by HTTP status; connection where no answer came.",
      "verb",
      "code"),
  TELEMETRY_FAILURES(
      "telemetry.failures",
      Kind.COUNTER,
      "What could not be told because telling it failed: a defect of the operator.",
      "part");

  /** What is measured, and in which unit. */
  enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    /** Milliseconds to a minute. */
    TIMER("histogram", "_seconds"),
    /** Seconds to a day. */
    LONG_TIMER("histogram", "_seconds");

    private final String word;
    private final String suffix;

    Kind(String word, String suffix) {
      this.word = word;
      this.suffix = suffix;
    }

    /** As Prometheus calls it. */
    String word() {
      return word;
    }
  }

  private final String meter;
  private final Kind kind;
  private final String description;

  // List.of cannot be changed.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> labels;

  Metric(String name, Kind kind, String description, String... labels) {
    this.meter = "phaserollout." + name;
    this.kind = kind;
    this.description = description;
    this.labels = List.of(labels);
  }

  /** As Micrometer calls it; a registry of Prometheus makes {@link #published} of it. */
  String meter() {
    return meter;
  }

  /** As Prometheus shows it; a histogram appends {@code _bucket}, {@code _sum}, {@code _count}. */
  String published() {
    return meter.replace('.', '_') + kind.suffix;
  }

  Kind kind() {
    return kind;
  }

  String description() {
    return description;
  }

  /** Names of labels, in the order in which values are given. */
  List<String> labels() {
    return labels;
  }
}
