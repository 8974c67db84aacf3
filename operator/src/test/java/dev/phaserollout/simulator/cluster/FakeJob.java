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
    return stage != Stage.DYING && deadline.isBefore(nextAt) ? deadline : nextAt;
  }

  /** True when somebody who watches would see the difference. */
  boolean suspend(Instant now) {
    switch (stage) {
      case PENDING:
        stage = Stage.CANCELLED;
        return true;
      case RUNNING:
        die(now);
        return false;
      default:
        return false;
    }
  }

  /** Its pod goes at once; whoever deletes Jobs by force gets that. */
  void delete(Instant now) {
    if (!settled()) {
      pod.ifPresent(run -> run.killed(now));
      stage = Stage.CANCELLED;
    }
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
      case PENDING:
        if (endsBeforeItStarts()) {
          end(now);
          return;
        }
        stage = Stage.RUNNING;
        pod = Optional.of(history.podStarted(request, now));
        nextAt = now.plus(fate.untilEnded());
        return;
      case RUNNING:
        end(now);
        return;
      case DYING:
        pod.ifPresent(run -> run.killed(now));
        if (overran) {
          stage = Stage.ENDED;
          outcome = Optional.of(new AttemptOutcome.TimedOut(seconds(now), "DeadlineExceeded"));
        } else {
          stage = Stage.CANCELLED;
        }
        return;
      default:
        throw new IllegalStateException(request.name() + " is settled and does nothing any more");
    }
  }

  JobSighting sighting() {
    switch (stage) {
      case ENDED:
        return new JobSighting.Ended(request.name(), uid, outcome.orElseThrow());
      case CANCELLED:
        return new JobSighting.Cancelled(request.name(), uid);
      case PENDING:
        return new JobSighting.Active(request.name(), uid, Optional.empty(), fate.trouble());
      default:
        return new JobSighting.Active(
            request.name(),
            uid,
            pod.map(run -> seconds(run.startedAt())),
            Optional.<Trouble>empty());
    }
  }

  private boolean endsBeforeItStarts() {
    return fate.ending() == JobFate.Ending.IN_ERROR;
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
    switch (fate.ending()) {
      case WELL:
        return new AttemptOutcome.Succeeded(at, fate.outputs(), OUTPUTS_LIMIT);
      case WITH_AN_EXIT_CODE:
        return new AttemptOutcome.Failed(
            at, fate.exitCode(), "Failed", "exited with " + fate.exitCode());
      case DISRUPTED:
        return new AttemptOutcome.Disrupted(at, "the node was drained");
      case LOST:
        return new AttemptOutcome.Lost(at, "the pod cannot be read");
      case IN_ERROR:
        return new AttemptOutcome.Error(at, "CreateContainerConfigError", "no such secret");
      default:
        throw new IllegalStateException("no such ending: " + fate.ending());
    }
  }

  /** Kubernetes writes times in whole seconds. */
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
