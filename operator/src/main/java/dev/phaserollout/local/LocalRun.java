package dev.phaserollout.local;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Pass;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One call of {@code phaserollout run}: passes over the rollout whenever something has changed,
 * until its run has ended or nothing can happen any more without a person.
 */
public final class LocalRun implements AutoCloseable {

  private final LocalStore store;
  private final RevisionFolder revisions;
  private final ProcessWorld world;
  private final AnswerDesk desk;
  private final Pass pass;
  private final RunListener listener;
  private final Clock clock;
  private final Alarm alarm;
  private final StopRequest stop;
  private final ScheduledExecutorService timer;
  private final StateLock lock;
  private final LocalCommand command;
  private boolean changed;

  LocalRun(
      LocalStore store,
      RevisionFolder revisions,
      ProcessWorld world,
      AnswerDesk desk,
      Engine engine,
      RunListener listener,
      Clock clock,
      Alarm alarm,
      ScheduledExecutorService timer,
      StateLock lock,
      LocalCommand command) {
    this.store = store;
    this.revisions = revisions;
    this.world = world;
    this.desk = desk;
    this.pass = new Pass(engine, store, world);
    this.listener = listener;
    this.clock = clock;
    this.alarm = alarm;
    this.stop = new StopRequest(alarm);
    this.timer = timer;
    this.lock = lock;
    this.command = command;
  }

  /**
   * Ends what runs and then {@link #go}; a second call gives running steps no more time. From any
   * thread.
   *
   * @param by ends the sentence "ended by …"
   */
  public void stop(String by) {
    stop.ask(by);
  }

  /**
   * Has an answer to an open question count. One that does not count by now is noted to the
   * listener. From any thread.
   */
  public void answer(GivenAnswer answer) {
    desk.lay(answer);
    alarm.ring();
  }

  /** Has the run look again at whether anybody is asked. From any thread. */
  public void lookAgain() {
    alarm.ring();
  }

  private void hear() {
    desk.hear().forEach(problem -> listener.note("does not count: " + problem.message()));
  }

  /** Goes on until there is nothing left to do here. */
  public LocalEnd go() {
    try {
      run().ifPresent(run -> world.discover(run.number()));
      run().ifPresent(run -> listener.stands(asRun()));
      return runToEnd();
    } catch (CheckpointUnwritable lost) {
      return endWithoutCheckpoint(lost.fault());
    } catch (UncheckedIOException unreadable) {
      return endUnreadable(unreadable);
    } finally {
      world.sweptClean();
    }
  }

  private LocalEnd runToEnd() {
    while (true) {
      hear();
      Optional<Decision> decision = settle();
      if (stop.asked()) {
        return drain();
      }
      if (world.idle()) {
        Optional<LocalEnd> end = end(decision.filter(d -> d.wake().isPresent()).isPresent());
        if (end.isPresent()) {
          return end.get();
        }
      }
      alarm.await(decision.flatMap(Decision::wake).map(wake -> wake.at()), clock.instant());
    }
  }

  /** Decides, stores and acts until doing so changes nothing any more. */
  private Optional<Decision> settle() {
    while (true) {
      Observation seen = observe();
      Optional<Decision> decision = pass.over(seen);
      announce(seen);
      world.sweep();
      if (stop.asked() || sameFacts(seen, observe())) {
        return decision;
      }
    }
  }

  private Observation observe() {
    world.goOn();
    Instant now = clock.instant();
    PhaseRollout rollout = store.rollout();
    List<Revision> earlier =
        Revision.ofRemovedSteps(rollout).stream()
            .flatMap(name -> revisions.read(name).stream())
            .toList();
    return new Observation(rollout, revision(), earlier, world.world(), now);
  }

  private Optional<Revision> revision() {
    return run().flatMap(run -> Optional.ofNullable(run.revision())).flatMap(revisions::read);
  }

  private PhaseRollout asRun() {
    return store.asRun(revisions);
  }

  private static boolean sameFacts(Observation before, Observation after) {
    World then = before.world();
    return Optional.ofNullable(before.rollout().getStatus())
            .equals(Optional.ofNullable(after.rollout().getStatus()))
        && before.revision().isPresent() == after.revision().isPresent()
        && then.equals(after.world());
  }

  private void announce(Observation seen) {
    Optional<PhaseRolloutStatus> before = Optional.ofNullable(seen.rollout().getStatus());
    PhaseRollout after = asRun();
    if (!before.equals(Optional.ofNullable(after.getStatus()))) {
      changed = true;
      listener.changed(before, after);
    }
  }

  private Optional<LocalEnd> end(boolean somethingIsDue) {
    PhaseRollout rollout = asRun();
    RunStanding standing = RunStanding.of(rollout);
    if (standing.over()) {
      LocalEnd.Kind kind =
          standing.reached(command) ? LocalEnd.Kind.SUCCEEDED : LocalEnd.Kind.FAILED;
      return Optional.of(new LocalEnd(kind, rollout, !changed, ""));
    }
    if (refused(rollout)) {
      return Optional.of(new LocalEnd(LocalEnd.Kind.REFUSED, rollout, false, ""));
    }
    if (Boolean.TRUE.equals(store.rollout().getSpec().suspend())) {
      return Optional.of(
          waiting(
              rollout,
              "spec.suspend is true, so nothing new starts; set it to false and run it again"));
    }
    if (!standing.questions().isEmpty() && !standing.moving()) {
      return listener.asks(rollout)
          ? Optional.empty()
          : Optional.of(waiting(rollout, "a person has to answer"));
    }
    return somethingIsDue
        ? Optional.empty()
        : Optional.of(waiting(rollout, "it waits for a person to act"));
  }

  private static LocalEnd waiting(PhaseRollout rollout, String message) {
    return new LocalEnd(LocalEnd.Kind.WAITING, rollout, false, message);
  }

  private static boolean refused(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.type().equals("Accepted"))
        .map(Condition::status)
        .anyMatch("False"::equals);
  }

  /** Takes away what runs, and records that it was. */
  private LocalEnd drain() {
    int answered = 0;
    while (true) {
      if (stop.times() > answered) {
        answered = stop.times();
        boolean atWork = world.running();
        world.interrupt(stop.by());
        if (atWork) {
          listener.note(
              answered == 1
                  ? "ending what runs; press Ctrl-C again to give it no more time"
                  : "ending what runs at once");
        }
      }
      if (!world.running()) {
        break;
      }
      alarm.await(Optional.empty(), clock.instant());
      world.goOn();
    }
    settleForGood();
    return new LocalEnd(LocalEnd.Kind.INTERRUPTED, asRun(), false, stop.by());
  }

  private void settleForGood() {
    while (true) {
      Observation seen = observe();
      pass.over(seen);
      announce(seen);
      if (sameFacts(seen, observe())) {
        world.sweep();
        return;
      }
    }
  }

  /** What runs is left to finish: its outcome is safe in its own folder. */
  private LocalEnd endWithoutCheckpoint(String fault) {
    listener.note("the checkpoint cannot be written (" + fault + "): nothing new starts");
    try {
      while (world.running() && !stop.asked()) {
        alarm.await(Optional.empty(), clock.instant());
        world.goOn();
      }
      if (stop.asked()) {
        world.interrupt(stop.by());
      }
    } catch (UncheckedIOException unreadable) {
      return endUnreadable(unreadable);
    }
    return new LocalEnd(
        LocalEnd.Kind.FAILED,
        store.rollout(),
        false,
        "the checkpoint could not be written ("
            + fault
            + "); make room or give yourself the right to write there, then run it again: it goes"
            + " on where it stopped");
  }

  /** Nothing can be known of what runs, so it is neither awaited nor ended. */
  private LocalEnd endUnreadable(UncheckedIOException unreadable) {
    Optional<IOException> fault = Optional.ofNullable(unreadable.getCause());
    return new LocalEnd(
        LocalEnd.Kind.FAILED,
        store.rollout(),
        false,
        "what the attempts have left cannot be read ("
            + fault
                .map(said -> said.getClass().getSimpleName() + ": " + said.getMessage())
                .orElse("")
            + "); mend that file or folder and run it again, or "
            + world.wayOut());
  }

  private Optional<RunStatus> run() {
    return Optional.ofNullable(store.rollout().getStatus()).map(PhaseRolloutStatus::run);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    world.close();
    lock.close();
  }
}
