package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.RunStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One rollout of a concurrency group at a time, in the order in which they took their places.
 *
 * <p>There is no lock that could survive its owner: a place is a field in the status of the rollout
 * that has it, and is gone with it, with its run, or when it could not begin anyway. It is
 * Lamport's bakery. Each of these is a write of a rollout to itself or a live read of all the
 * others, and a write from an old version of itself is refused:
 *
 * <ol>
 *   <li>write a place without a ticket,
 *   <li>read; write the ticket that is one above every other,
 *   <li>read; begin where nobody holds the group, nobody is without a ticket, and nobody has a
 *       smaller one (of two equal ones the uid decides).
 * </ol>
 *
 * <p>Say that two hold the group, and that R has the greater ticket of the two. What did R see of
 * the other one, S, in its last read? Not that it held the group, nor that it was drawing, nor its
 * ticket: with any of these R would not have begun. So S had no place yet. Then S took its place
 * after R had stored its ticket, read that ticket when it drew its own, and has the greater one: a
 * contradiction. Neither old caches nor two leaders matter, since what counts is read live, and is
 * an answer to the very place that is stored ({@link RolloutLookUp}); the cache only spares reads
 * that would be in vain. {@code GroupExclusionTest} tries to break it.
 */
final class HoldGroup {

  private HoldGroup() {}

  /** The place of the run in that group, taken now where it has none. */
  static GroupPlace place(StatusDraft draft, String group) {
    RunStatus run = draft.run().orElseThrow();
    if (run.place() != null && run.place().group().equals(group)) {
      return run.place();
    }
    GroupPlace taken = new GroupPlace(group, StatusTime.text(draft.now()), null);
    draft.run(RunFields.of(run).placed(taken));
    return taken;
  }

  /** Whoever cannot begin for another reason stands in nobody's way. */
  static void leave(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    if (run.place() != null) {
      draft.run(RunFields.of(run).placed(null));
    }
  }

  /**
   * Draws the next ticket.
   *
   * @param seen every rollout with a place, read after the place of this one was stored
   */
  static void drawTicket(StatusDraft draft, GroupPlace place, List<RolloutSighting> seen) {
    long highest =
        others(draft, seen).stream()
            .filter(other -> other.holds(place.group()) || other.queuesFor(place.group()))
            .flatMap(other -> other.ticket().stream())
            .mapToLong(ticket -> ticket)
            .max()
            .orElse(0);
    RunStatus run = draft.run().orElseThrow();
    draft.run(RunFields.of(run).placed(new GroupPlace(place.group(), place.since(), highest + 1)));
  }

  /** What a run with a ticket waits for; empty when it is its turn. */
  static Optional<Hold> wait(StatusDraft draft, GroupPlace own, List<RolloutSighting> seen) {
    List<RolloutSighting> ahead =
        others(draft, seen).stream()
            .filter(other -> other.holds(own.group()) || isAhead(other, own, draft.rolloutUid()))
            .sorted(inOrder(own.group()))
            .toList();
    return ahead.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Hold(
                StatusReason.WAITING_FOR_GROUP, HoldMessages.turn(own, ahead), Optional.empty()));
  }

  /** One that is drawing its ticket may draw a smaller one than ours, or has. */
  private static boolean isAhead(RolloutSighting other, GroupPlace own, String ownUid) {
    if (!other.queuesFor(own.group())) {
      return false;
    }
    if (other.ticket().isEmpty() || own.ticket() == null) {
      return true;
    }
    int order = Long.compare(other.ticket().get(), own.ticket());
    return order < 0 || (order == 0 && other.uid().compareTo(ownUid) < 0);
  }

  private static List<RolloutSighting> others(StatusDraft draft, List<RolloutSighting> seen) {
    return seen.stream().filter(other -> !other.uid().equals(draft.rolloutUid())).toList();
  }

  private static Comparator<RolloutSighting> inOrder(String group) {
    return Comparator.comparing((RolloutSighting other) -> !other.holds(group))
        .thenComparing(other -> other.ticket().orElse(Long.MAX_VALUE))
        .thenComparing(RolloutSighting::uid);
  }
}
