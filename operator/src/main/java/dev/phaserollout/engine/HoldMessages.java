package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.HoldStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people read while something keeps a run or its next steps from starting. */
final class HoldMessages {

  private HoldMessages() {}

  /** What is held, by what, since when, and when it is looked at again. */
  static String summary(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    HoldStatus hold = run.hold();
    if (hold == null) {
      return StatusProgress.of(draft);
    }
    String why = hold.message() + " (held since " + hold.since() + ")";
    return run.startedAt() == null
        ? "run " + run.number() + " has not begun: " + why
        : StatusProgress.of(draft) + "; nothing new starts: " + why;
  }

  static String outside(String whose, Optional<ChangeWindows.Opening> opening) {
    return "outside "
        + whose
        + opening.map(at -> ", open again " + at.text()).orElse(", which never open again");
  }

  static String dependencies(List<String> missing) {
    return "waits for " + String.join("; ", missing);
  }

  static String notWatched(RolloutName name) {
    return "rollout "
        + name
        + ": this operator does not watch namespace "
        + name.namespace()
        + " and cannot see it; have it watch that one too";
  }

  /** The same words whether it is not there or not allowed: who is not allowed need not know. */
  static String notFound(RolloutName name, String ownNamespace) {
    return name.namespace().equals(ownNamespace)
        ? "rollout " + name + ", which does not exist; create it or take it out of dependsOn"
        : "rollout "
            + name
            + ", which does not exist or does not allow dependents of namespace "
            + ownNamespace
            + "; it does with the annotation "
            + RolloutSighting.ALLOW_DEPENDENTS
            + ": "
            + ownNamespace;
  }

  static String ring(List<RolloutName> ring) {
    return "itself, in a ring of rollouts of which none can begin: "
        + ring.stream().map(RolloutName::toString).collect(Collectors.joining(" → "))
        + "; remove one of these dependencies";
  }

  static String notSucceeded(RolloutSighting other) {
    String run = "its run " + other.run();
    String why =
        switch (other.stage()) {
          case NEVER_RAN -> "it has not run yet";
          case NOT_BEGUN -> run + " has not begun";
          case UNDER_WAY -> run + " is under way";
          case ENDED ->
              RunResult.SUCCEEDED.is(other.result())
                  ? "an edit of it has yet to run"
                  : run + " ended as " + other.result() + "; mend and retry it";
        };
    return "rollout " + other.name() + ": " + (other.beingDeleted() ? "it is being deleted" : why);
  }

  static String otherVersion(RolloutSighting other, String wanted) {
    return "rollout "
        + other.name()
        + ": it last succeeded with "
        + (other.release().isEmpty() ? "no version" : other.release())
        + ", expected "
        + wanted;
  }

  static String soaking(RolloutSighting other, @Nullable String soak, Instant until) {
    return "rollout "
        + other.name()
        + ": run "
        + other.run()
        + " succeeded and has to soak for "
        + soak
        + ", until "
        + StatusTime.text(until);
  }

  /** Who is first, and how many more are ahead. */
  static String turn(GroupPlace own, List<RolloutSighting> ahead) {
    RolloutSighting first = ahead.get(0);
    String what =
        first.holds(own.group())
            ? "run " + first.run() + " of " + first.name() + " is under way"
            : first.name() + " is next";
    int more = ahead.size() - 1;
    return "waits for its turn in group "
        + own.group()
        + ": "
        + what
        + (more == 0 ? "" : ", " + more + " more ahead")
        + (first.beingDeleted() ? " (it is being deleted)" : "");
  }
}
