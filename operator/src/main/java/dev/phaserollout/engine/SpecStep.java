package dev.phaserollout.engine;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step and where it stands in the spec.
 *
 * @param phase the phase that it is of; empty for a finally step
 * @param phaseIndex position of its phase; finally counts as one more phase behind the last
 * @param index position in its list
 * @param field such as {@code spec.phases[0].steps[1]}
 */
record SpecStep(Step step, Optional<Phase> phase, int phaseIndex, int index, String field) {

  String name() {
    return step.name();
  }

  String phaseName() {
    return phase.map(Phase::name).orElse("finally");
  }

  boolean inSamePhaseAs(SpecStep other) {
    return phaseIndex == other.phaseIndex;
  }

  /** Two steps may read the same; their places tell them apart. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpecStep step && field.equals(step.field);
  }

  @Override
  public int hashCode() {
    return field.hashCode();
  }
}
