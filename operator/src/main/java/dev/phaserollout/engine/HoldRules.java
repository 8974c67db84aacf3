package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import java.util.List;
import java.util.Optional;

/**
 * Whether a run whose preflight has passed may begin: its dependencies are there, its windows are
 * open, and it is its turn in its group. In this order, so that nobody who could not begin anyway
 * has a place in the queue.
 */
final class HoldRules {

  private HoldRules() {}

  /** A run that could not begin for other reasons waits for nothing here. */
  static void release(StatusDraft draft) {
    HoldGroup.leave(draft);
    Hold.record(draft, Optional.empty());
  }

  /** Whether nothing holds it back any more; what does is noted. */
  static boolean admit(StatusDraft draft) {
    Plan plan = RunRevision.stored(draft).orElseThrow().plan();
    List<RolloutSighting> cached = draft.seen().world().rollouts().cached();
    Optional<Hold> hold =
        HoldDependencies.check(draft, plan, cached).or(() -> HoldWindows.ofRun(plan, draft.now()));
    if (hold.isPresent()) {
      HoldGroup.leave(draft);
      Hold.record(draft, hold);
      return false;
    }
    Optional<String> group = Optional.ofNullable(plan.spec().concurrencyGroup());
    if (group.isEmpty() && plan.spec().dependsOn().isEmpty()) {
      Hold.record(draft, Optional.empty());
      return true;
    }
    return admitLive(draft, plan, group.map(name -> HoldGroup.place(draft, name)));
  }

  /** The cache says yes, or nothing yet; it may be behind, so the API server has the last word. */
  private static boolean admitLive(StatusDraft draft, Plan plan, Optional<GroupPlace> place) {
    RolloutSightings world = draft.seen().world().rollouts();
    Optional<Hold> turn = turn(draft, place, world.cached());
    if (turn.isPresent()) {
      Hold.record(draft, turn);
      return false;
    }
    RolloutLookUp lookUp = lookUp(draft, plan, place);
    Optional<List<RolloutSighting>> live = world.answer(lookUp);
    if (live.isEmpty()) {
      draft.effect(new Effect.LookUpRollouts(lookUp));
      return false;
    }
    if (place.isPresent() && place.get().ticket() == null) {
      HoldGroup.drawTicket(draft, place.get(), live.get());
      return admitLive(draft, plan, Optional.ofNullable(draft.run().orElseThrow().place()));
    }
    Optional<Hold> hold =
        HoldDependencies.check(draft, plan, live.get()).or(() -> turn(draft, place, live.get()));
    Hold.record(draft, hold);
    return hold.isEmpty();
  }

  private static Optional<Hold> turn(
      StatusDraft draft, Optional<GroupPlace> place, List<RolloutSighting> seen) {
    return place
        .filter(own -> own.ticket() != null)
        .flatMap(own -> HoldGroup.wait(draft, own, seen));
  }

  private static RolloutLookUp lookUp(StatusDraft draft, Plan plan, Optional<GroupPlace> place) {
    String namespace = draft.name().namespace();
    return new RolloutLookUp(
        plan.spec().dependsOn().stream()
            .map(dependency -> RolloutName.of(dependency, namespace))
            .toList(),
        place);
  }
}
