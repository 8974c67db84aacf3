package dev.phaserollout.engine;

import dev.phaserollout.api.OnSpecChange;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout would do from where it stands. There are no rules here: the engine itself decides,
 * in a world where everything goes well, and what it decided is written down.
 *
 * <p>Other rollouts are left aside, and so is {@code suspend}. Pure: the time is an argument.
 */
public final class Rehearsal {

  /** Far beyond what the largest rollout takes; a rollout that waits for good ends before. */
  private static final int MOVES_MAX = 20_000;

  private final Engine engine;
  private final Unjudged expressions;
  private final List<RehearsedRun> runs = new ArrayList<>();
  private final RehearsalWorld world;
  private PhaseRollout rollout;

  private Rehearsal(Observation start, Expressions expressions) {
    this.expressions = new Unjudged(expressions);
    this.engine = new Engine(this.expressions);
    this.world = new RehearsalWorld(start);
    this.rollout = start.rollout();
  }

  /**
   * Rehearses a rollout.
   *
   * @param start as it stands: what was seen of its Jobs is not looked at, each is taken to end
   *     well
   * @param expressions judges conditions
   */
  public static Forecast of(Observation start, Expressions expressions) {
    Rehearsal rehearsal = new Rehearsal(start, expressions);
    PhaseRolloutSpec spec = start.rollout().getSpec();
    start
        .revision()
        .map(Revision::spec)
        .filter(accepted -> goesOn(start.rollout()) && !accepted.equals(spec))
        .filter(accepted -> spec.onSpecChange() != OnSpecChange.Restart)
        .ifPresent(accepted -> rehearsal.play(accepted, generation(start.rollout())));
    rehearsal.play(spec, start.rollout().getMetadata().getGeneration());
    return rehearsal.forecast();
  }

  private static boolean goesOn(PhaseRollout rollout) {
    return run(rollout).filter(run -> run.completedAt() == null).isPresent();
  }

  /** That of the spec which the run was accepted with: nothing has been edited since. */
  private static Long generation(PhaseRollout rollout) {
    return run(rollout).map(RunStatus::generation).orElse(1L);
  }

  private static Optional<RunStatus> run(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::run);
  }

  /** Decides until nothing moves any more, however long that takes. */
  private void play(PhaseRolloutSpec spec, Long generation) {
    become(alone(spec), generation, rollout.getStatus());
    boolean goesOn = true;
    for (int move = 0; goesOn && move < MOVES_MAX; move++) {
      Decision decision = engine.decide(world.observation());
      boolean moved = !decision.status().equals(rollout.getStatus());
      note(Optional.ofNullable(rollout.getStatus()), decision.status());
      become(rollout.getSpec(), generation, decision.status());
      boolean news = world.answer();
      for (Effect effect : decision.effects()) {
        news |= effect.accept(world);
      }
      goesOn = moved || news || wait(decision);
    }
  }

  private boolean wait(Decision decision) {
    decision.wake().map(Wake::at).ifPresent(world::passUntil);
    return decision.wake().isPresent();
  }

  private void note(Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after) {
    RunStatus run = after.run();
    if (run == null) {
      return;
    }
    boolean same =
        before.map(PhaseRolloutStatus::run).filter(was -> was.number() == run.number()).isPresent();
    if (runs.isEmpty() || runs.get(runs.size() - 1).number() != run.number()) {
      runs.add(new RehearsedRun(same ? before : Optional.empty(), after));
    }
    runs.get(runs.size() - 1).note(after, world.revisionOf(run).map(Revision::plan));
  }

  private Forecast forecast() {
    PhaseRolloutStatus last = rollout.getStatus();
    return new Forecast(
        runs.stream()
            .filter(run -> run.moves(world))
            .map(run -> run.forecast(expressions, world))
            .toList(),
        last == null || last.message() == null ? "" : last.message());
  }

  /** The spec without what only others could let go on. */
  private static PhaseRolloutSpec alone(PhaseRolloutSpec spec) {
    return new PhaseRolloutSpec(
        spec.description(),
        spec.release(),
        spec.parameters(),
        null,
        spec.timeout(),
        List.of(),
        null,
        spec.windows(),
        spec.workspace(),
        spec.standards(),
        spec.stepDefaults(),
        spec.phases(),
        spec.finallySteps(),
        spec.rollback(),
        spec.completion(),
        spec.onSpecChange(),
        spec.historyLimit());
  }

  private void become(PhaseRolloutSpec spec, Long generation, PhaseRolloutStatus status) {
    ObjectMeta metadata =
        new ObjectMetaBuilder(rollout.getMetadata()).withGeneration(generation).build();
    PhaseRollout next = new PhaseRollout();
    next.setMetadata(metadata);
    next.setSpec(spec);
    next.setStatus(status);
    rollout = next;
    world.become(next);
  }
}
