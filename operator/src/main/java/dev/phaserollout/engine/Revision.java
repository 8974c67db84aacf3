package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.StateWord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spec that a run was accepted with. Immutable; a run, its finally steps and its compensations
 * read only this.
 *
 * <p>Whoever observes a rollout should hand over the same object again and again: what it means is
 * worked out once.
 */
public final class Revision {

  private final String name;
  private final PhaseRolloutSpec spec;
  private @Nullable Plan plan;

  /**
   * @param name derived from the content, so that the same spec has the same name
   * @param spec as the user wrote it
   */
  public Revision(String name, PhaseRolloutSpec spec) {
    this.name = name;
    this.spec = spec;
  }

  /**
   * Whether the next decision may have to know the revision that the rollout's run names: while the
   * run or its rollback is under way, and where somebody may be asking for a rollback. It is a fact
   * that has to be read then, and no more than memory otherwise.
   */
  public static boolean neededFor(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null || status.run() == null) {
      return false;
    }
    return status.run().completedAt() == null
        || RollbackRecord.underWay(status.run())
        || RunCommands.mayRollBack(rollout, status);
  }

  /**
   * The names of the revisions, beside the run's own, that say how steps are undone which edits
   * have removed from the spec. They are to be observed whenever the run's own is, and to be kept.
   */
  public static List<String> ofRemovedSteps(PhaseRollout rollout) {
    PhaseRolloutStatus status = rollout.getStatus();
    return status == null ? List.of() : ofRemovedSteps(status.phases());
  }

  static List<String> ofRemovedSteps(List<PhaseStatus> phases) {
    return phases.stream()
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> StateWord.REMOVED.equals(step.state()))
        .flatMap(step -> Stream.ofNullable(step.checkpoint()))
        .flatMap(did -> Stream.ofNullable(did.revision()))
        .distinct()
        .toList();
  }

  public String name() {
    return name;
  }

  public PhaseRolloutSpec spec() {
    return spec;
  }

  /** Safe to call from several threads: at worst the same plan is made twice. */
  Plan plan() {
    if (plan == null) {
      plan = new Plan(spec);
    }
    return plan;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Revision revision
        && revision.name.equals(name)
        && revision.spec.equals(spec);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "revision " + name;
  }
}
