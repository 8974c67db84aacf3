package dev.phaserollout.simulator.cluster;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.simulator.remote.FakeAgent;
import dev.phaserollout.simulator.remote.Remote;
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
  private final Remote remote;
  private Optional<PodRun> pod = Optional.empty();
  private Optional<AttemptOutcome> outcome = Optional.empty();

  FakeJob(JobRequest request, String uid, JobFate fate, Instant createdAt, Remote remote) {
    this.remote = remote;
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
      kill(now);
      stage = Stage.CANCELLED;
    }
  }

  /** Its container is gone, and nobody will ever hear of it. */
  void nodeIsOff(Instant now) {
    kill(now);
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
    if (fate.ending() == JobFate.Ending.IN_ERROR || failsEarly()) {
      end(now);
      return;
    }
    stage = Stage.RUNNING;
    pod = Optional.of(history.podStarted(request, now));
    nextAt = now.plus(fate.untilEnded());
  }

  private void gone(Instant now) {
    kill(now);
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

  /** Whatever it had pushed by then stays. */
  private void kill(Instant now) {
    pod.filter(run -> run.endedAt().isEmpty())
        .ifPresent(
            run -> {
              isCutOff();
              run.killed(now);
            });
  }

  private void isCutOff() {
    errand()
        .ifPresent(errand -> FakeAgent.isCutOff(errand, remote, request.attempt(), fate.agent()));
  }

  /** The agent's last errand in the Job. */
  private Optional<Errand> errand() {
    if (request.errands().isEmpty()) {
      return Optional.empty();
    }
    return request.errands().get() instanceof JobErrands.Around around
        ? around.after().map(Errand.class::cast)
        : Optional.of(((JobErrands.Alone) request.errands().get()).errand());
  }

  /** The agent could not give the command its working tree. */
  private boolean failsEarly() {
    return fate.agent().early()
        && fate.agent().failure().isPresent()
        && request.errands().filter(JobErrands.Around.class::isInstance).isPresent();
  }

  /** The command never ran, whatever it would have come to. */
  private AttemptOutcome withoutTree(Instant at) {
    return new AttemptOutcome.ErrandFailed(at, fate.agent().failure().orElseThrow());
  }

  private AttemptOutcome exited(Instant at) {
    return new AttemptOutcome.Failed(
        at, fate.exitCode(), "Failed", "exited with " + fate.exitCode());
  }

  private AttemptOutcome endedWell(Instant at) {
    if (failsEarly()) {
      return withoutTree(at);
    }
    if (errand().isEmpty()) {
      return new AttemptOutcome.Succeeded(at, fate.outputs(), OUTPUTS_LIMIT);
    }
    ErrandEnd end = FakeAgent.does(errand().get(), remote, request.attempt(), fate.agent());
    if (end instanceof ErrandFailure failure) {
      return new AttemptOutcome.ErrandFailed(at, failure);
    }
    return new AttemptOutcome.Succeeded(
        at,
        fate.outputs(),
        OUTPUTS_LIMIT,
        Optional.of((ErrandResult) end).filter(said -> !fate.agent().silent()));
  }

  private AttemptOutcome outcomeAt(Instant at) {
    if (fate.ending() != JobFate.Ending.WELL && diesWithItsAgent()) {
      isCutOff();
    }
    return switch (fate.ending()) {
      case WELL -> endedWell(at);
      case WITH_AN_EXIT_CODE -> failsEarly() ? withoutTree(at) : exited(at);
      case DISRUPTED -> new AttemptOutcome.Disrupted(at, "the node was drained");
      case LOST -> new AttemptOutcome.Lost(at, "the pod cannot be read");
      case IN_ERROR -> new AttemptOutcome.Error(at, "CreateContainerConfigError", "no such secret");
    };
  }

  /** A command that fails ends the pod before the agent has its turn. */
  private boolean diesWithItsAgent() {
    return pod.isPresent()
        && (fate.ending() != JobFate.Ending.WITH_AN_EXIT_CODE
            || request.attempt().role() == Role.GIT);
  }

  /** Kubernetes writes times in whole seconds. */
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
