package dev.phaserollout.engine;

import java.util.List;

/**
 * Something that is to be done in the world, after the status that asks for it was stored.
 *
 * <p>Every effect may be executed again at any time: its name derives from what the status
 * recorded, and doing it twice is the same as doing it once.
 */
public sealed interface Effect {

  <R> R accept(Handler<R> handler);

  /** {@code store revision checkout-6f9c…}: keep the spec that a run was accepted with. */
  record StoreRevision(Revision revision) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.storeRevision(this);
    }

    @Override
    public String toString() {
      return "store revision " + revision.name();
    }
  }

  /**
   * {@code preflight checkout-6f9c…}: check a revision against its surroundings and report in the
   * next world.
   */
  record Preflight(Revision revision) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.preflight(this);
    }

    @Override
    public String toString() {
      return "preflight " + revision.name();
    }
  }

  /** {@code create step staging/deploy #1}. A Job of that name that is ours is success. */
  record CreateJob(JobRequest job) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.createJob(this);
    }

    @Override
    public String toString() {
      return "create " + job.attempt();
    }
  }

  /**
   * {@code cancel step staging/deploy #1}. Where no such Job exists yet its name is taken, so that
   * it never can start. Where the revision is lost the container is empty: only the name counts.
   */
  record CancelJob(JobRequest job) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.cancelJob(this);
    }

    @Override
    public String toString() {
      return "cancel " + job.attempt();
    }
  }

  /**
   * {@code cancel stray checkout-deploy-1f…-1}: a Job of the rollout is at work that the status
   * does not name as active. Whoever executes this reads the rollout live first and does nothing
   * unless it still is as it was observed: an old status beside a new Job looks the same.
   */
  record CancelStray(String job, String uid) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.cancelStray(this);
    }

    @Override
    public String toString() {
      return "cancel stray " + job;
    }
  }

  /**
   * {@code look up step staging/deploy #1}: a live read, whose answer is a sighting in the next
   * world.
   */
  record LookUpJob(String name, Attempt attempt) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.lookUpJob(this);
    }

    @Override
    public String toString() {
      return "look up " + attempt;
    }
  }

  /**
   * {@code measure staging/gates/availability #3}: take a measurement that is due, whose result is
   * in the next worlds until the status has counted it. Asked for again until then.
   */
  record TakeMeasurement(MeasurementRequest request) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.takeMeasurement(this);
    }

    @Override
    public String toString() {
      return "measure " + request.key();
    }
  }

  /**
   * {@code look up rollouts shop/platform, group payments (ticket 3)}: a live read, whose answer is
   * the reading in the next world and counts for that one only.
   */
  record LookUpRollouts(RolloutLookUp lookUp) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.lookUpRollouts(this);
    }

    @Override
    public String toString() {
      return "look up rollouts " + lookUp;
    }
  }

  /**
   * {@code expire run 3}: the run has left the history; its Jobs and logs, and revisions that
   * nothing names, may go.
   */
  record ExpireRuns(int upTo, List<String> revisionsKept) implements Effect {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.expireRuns(this);
    }

    @Override
    public String toString() {
      return "expire runs up to " + upTo;
    }
  }

  /**
   * One method an effect: whoever runs a rollout (cluster, laptop, simulator) must say what each
   * means there.
   */
  interface Handler<R> {
    R storeRevision(StoreRevision effect);

    R preflight(Preflight effect);

    R createJob(CreateJob effect);

    R cancelJob(CancelJob effect);

    R cancelStray(CancelStray effect);

    R lookUpJob(LookUpJob effect);

    R takeMeasurement(TakeMeasurement effect);

    R lookUpRollouts(LookUpRollouts effect);

    R expireRuns(ExpireRuns effect);
  }
}
