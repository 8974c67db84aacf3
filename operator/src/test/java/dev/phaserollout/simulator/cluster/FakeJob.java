package dev.phaserollout.simulator.cluster;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One Job and its one pod. It lives by its fate until somebody suspends it. */
final class FakeJob {

  private enum Stage {
    PENDING,
    RUNNING,
    DYING,
    UNREACHABLE,
    ENDED,
    CANCELLED
  }

  private static final int OUTPUTS_LIMIT = 4096;
  private static final Duration BACKSTOP = Duration.ofMinutes(1);

  private final JobRequest request;
  private final String uid;
  private final JobFate fate;
  private final Instant deadline;
  private Stage stage = Stage.PENDING;
  private Instant nextAt;
  private boolean overran;
  private Optional<PodRun> pod = Optional.empty();
  private Optional<AttemptOutcome> outcome = Optional.empty();

  FakeJob(JobRequest request, String uid, JobFate fate, Instant createdAt) {
    this.request = request;
    this.uid = uid;
    this.fate = fate;
    this.nextAt = createdAt.plus(fate.untilStarted());
    this.deadline = createdAt.plus(request.startTimeout()).plus(request.timeout()).plus(BACKSTOP);
  }

  Attempt attempt() {
    return request.attempt();
  }

  String uid() {
    return uid;
  }

  boolean settled() {
    return stage == Stage.ENDED || stage == Stage.CANCELLED;
  }

  /** When it does something by itself next; meaningless once settled. */
  Instant nextAt() {
    return stage.ordinal() < Stage.DYING.ordinal() && deadline.isBefore(nextAt) ? deadline : nextAt;
  }

  /** True when somebody who watches would see the difference. */
  boolean suspend(Instant now) {
    if (stage == Stage.PENDING) {
      stage = Stage.CANCELLED;
      return true;
    }
    if (stage == Stage.RUNNING) {
      die(now);
    }
    return false;
  }

  /** Its pod goes at once; whoever deletes Jobs by force gets that. */
  void delete(Instant now) {
    if (!settled()) {
      pod.filter(run -> run.endedAt().isEmpty()).ifPresent(run -> run.killed(now));
      stage = Stage.CANCELLED;
    }
  }

  /** Its container is gone, and nobody will ever hear of it. */
  void nodeIsOff(Instant now) {
    pod.filter(run -> run.endedAt().isEmpty()).ifPresent(run -> run.killed(now));
    stage = Stage.UNREACHABLE;
    nextAt = Instant.MAX;
  }

  /** Takes the step that is due at {@link #nextAt()}. */
  void live(History history) {
    Instant now = nextAt();
    if (stage != Stage.DYING && !now.isBefore(deadline)) {
      overran = true;
      die(now);
      return;
    }
    switch (stage) {
      case PENDING -> start(now, history);
      case RUNNING -> end(now);
      case DYING -> gone(now);
      default ->
          throw new IllegalStateException(request.name() + " is settled and does nothing any more");
    }
  }

  JobSighting sighting() {
    String name = request.name();
    return switch (stage) {
      case ENDED -> new JobSighting.Ended(name, uid, outcome.orElseThrow());
      case CANCELLED -> new JobSighting.Cancelled(name, uid);
      case PENDING -> new JobSighting.Active(name, uid, Optional.empty(), fate.trouble());
      case RUNNING, DYING, UNREACHABLE ->
          new JobSighting.Active(
              name, uid, pod.map(run -> seconds(run.startedAt())), Optional.<Trouble>empty());
    };
  }

  private void start(Instant now, History history) {
    if (fate.ending() == JobFate.Ending.IN_ERROR) {
      end(now);
      return;
    }
    stage = Stage.RUNNING;
    pod = Optional.of(history.podStarted(request, now));
    nextAt = now.plus(fate.untilEnded());
  }

  private void gone(Instant now) {
    pod.ifPresent(run -> run.killed(now));
    if (overran) {
      stage = Stage.ENDED;
      outcome = Optional.of(new AttemptOutcome.TimedOut(seconds(now), "DeadlineExceeded"));
    } else {
      stage = Stage.CANCELLED;
    }
  }

  private void die(Instant now) {
    stage = Stage.DYING;
    nextAt = now.plus(fate.dying());
  }

  private void end(Instant now) {
    AttemptOutcome ended = outcomeAt(seconds(now));
    stage = Stage.ENDED;
    outcome = Optional.of(ended);
    pod.ifPresent(run -> run.ended(now, ended));
  }

  private AttemptOutcome outcomeAt(Instant at) {
    return switch (fate.ending()) {
      case WELL -> new AttemptOutcome.Succeeded(at, fate.outputs(), OUTPUTS_LIMIT);
      case WITH_AN_EXIT_CODE ->
          new AttemptOutcome.Failed(
              at, fate.exitCode(), "Failed", "exited with " + fate.exitCode());
      case DISRUPTED -> new AttemptOutcome.Disrupted(at, "the node was drained");
      case LOST -> new AttemptOutcome.Lost(at, "the pod cannot be read");
      case IN_ERROR -> new AttemptOutcome.Error(at, "CreateContainerConfigError", "no such secret");
    };
  }

  /** Kubernetes writes times in whole seconds. */
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
