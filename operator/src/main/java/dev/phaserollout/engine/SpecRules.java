package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that can be wrong with a spec in itself, found at once: preflight on the cluster, the
 * local run and lint ask here, so that a fault has the same words wherever it is seen.
 *
 * <p>What the API server refuses by schema is found here too where a run would go wrong over it,
 * because a local run has no API server. A name that is empty is passed over: its absence is the
 * schema's to tell.
 */
public final class SpecRules {

  /** Where the spec is to run. */
  public enum Where {
    /** Steps are pods, which need an image. */
    CLUSTER,
    /** Steps are processes, which need none. */
    LOCAL
  }

  private SpecRules() {}

  /**
   * The faults of a spec, none where it can be run.
   *
   * @param rolloutName {@code metadata.name}
   */
  public static List<Problem> check(
      Where where, String rolloutName, PhaseRolloutSpec spec, Expressions expressions) {
    SpecGraph graph = SpecGraph.of(spec);
    return Stream.of(
            SpecNames.check(rolloutName, spec, graph),
            SpecKinds.check(where, spec, graph),
            SpecWords.check(spec, graph),
            SpecTimes.check(spec, graph),
            SpecWindows.check(spec),
            SpecRollouts.check(rolloutName, spec),
            SpecVariables.check(spec, graph),
            SpecDependencies.check(graph),
            SpecInputs.check(graph),
            SpecConditions.check(spec, graph, expressions),
            SpecGates.check(spec, graph),
            SpecGit.check(spec, graph),
            SpecGateJobs.check(where, spec))
        .flatMap(problems -> problems)
        .toList();
  }
}
