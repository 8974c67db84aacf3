package dev.phaserollout.simulator;

import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.simulator.cluster.FakeCluster;
import java.time.Duration;
import java.util.Optional;

/** Executes effects on the cluster for one leader, faultlessly, and tells it what was answered. */
final class Hands implements Effect.Handler<Boolean> {

  private final FakeCluster cluster;
  private final Leader leader;
  private final Ground ground;
  private final Dice dice;
  private final int actingOnVersion;

  Hands(FakeCluster cluster, Leader leader, Ground ground, Dice dice, int actingOnVersion) {
    this.cluster = cluster;
    this.leader = leader;
    this.ground = ground;
    this.dice = dice;
    this.actingOnVersion = actingOnVersion;
  }

  @Override
  public Boolean storeRevision(Effect.StoreRevision effect) {
    cluster.storeRevision(effect.revision());
    return true;
  }

  @Override
  public Boolean preflight(Effect.Preflight effect) {
    leader.startPreflight(effect.revision(), Duration.ofMillis(dice.between(1, 2000)));
    return true;
  }

  @Override
  public Boolean createJob(Effect.CreateJob effect) {
    ground.beforeCreate(effect.job());
    ground.executed(effect);
    return answered(effect.job().name(), cluster.createJob(effect.job()));
  }

  @Override
  public Boolean cancelJob(Effect.CancelJob effect) {
    ground.executed(effect);
    return answered(effect.job().name(), cluster.cancelJob(effect.job()));
  }

  @Override
  public Boolean cancelStray(Effect.CancelStray effect) {
    if (cluster.rollout().newestVersion() == actingOnVersion) {
      cluster.cancelStray(effect.job());
      leader.told(cluster.lookUp(effect.job()), actingOnVersion);
    }
    return true;
  }

  @Override
  public Boolean lookUpJob(Effect.LookUpJob effect) {
    leader.told(cluster.lookUp(effect.name()), actingOnVersion);
    return true;
  }

  @Override
  public Boolean takeMeasurement(Effect.TakeMeasurement effect) {
    boolean slow = dice.chance(0.1);
    Duration some = Duration.ofMillis(dice.between(1, 500));
    Duration takes = slow ? dice.upTo(Duration.ofMinutes(3)).plus(some) : some;
    leader.measure(effect.request().key(), () -> ground.measure(effect.request()), takes);
    return true;
  }

  @Override
  public Boolean lookUpRollouts(Effect.LookUpRollouts effect) {
    return true;
  }

  @Override
  public Boolean expireRuns(Effect.ExpireRuns effect) {
    ground.beforeRunsExpire(effect.upTo());
    cluster.expire(effect);
    return true;
  }

  private boolean answered(String job, Optional<JobSighting> refusal) {
    if (refusal.isPresent()) {
      ground.refused(refusal.get());
      leader.told(refusal.get(), actingOnVersion);
    } else if (dice.chance(0.5)) {
      leader.told(cluster.lookUp(job), actingOnVersion);
    } else {
      leader.forgetRefusal(job);
    }
    return refusal.isEmpty();
  }
}
