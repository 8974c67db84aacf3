package dev.phaserollout.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.engine.World;
import dev.phaserollout.errand.Errand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A defect for every rule about gates and guardrails. */
final class GateMutants {

  private GateMutants() {}

  static List<Mutant> all() {
    return List.of(
        GitMutants.sendingElsewhere(
            "lets the agent put every commit onto the branch at once",
            "no commit of a step with gates gets onto the branch before they have judged it there",
            (job, errand) ->
                errand instanceof Errand.Finish finish
                    ? new Errand.Finish(
                        finish.workspace(),
                        finish.run(),
                        finish.phase(),
                        finish.step(),
                        finish.base(),
                        finish.commit(),
                        finish.deliverables(),
                        finish.commitPoint(),
                        false)
                    : errand),
        Mutant.blind(
            "looks at no entry gate",
            "nothing that a gate holds up starts before the gate has passed",
            seen ->
                UndoingMutants.withRevision(
                    seen,
                    spec ->
                        spec.path("phases")
                            .forEach(phase -> ((ObjectNode) phase).remove("entryGates")))),
        Mutant.blind(
            "takes an error for a pass",
            "no gate passes that was never seen to be good",
            seen -> withVerdicts(seen, Verdict.ERROR, Verdict.PASS)),
        Mutant.blind(
            "takes an error for a failure",
            "no gate fails that was never seen to be bad: an error or a doubt ends no run by itself",
            seen -> withVerdicts(seen, Verdict.ERROR, Verdict.FAIL)),
        Mutant.blind(
            "counts every measurement as the next one too",
            "a gate counts each measurement of its round once, and none that was not taken",
            GateMutants::twice),
        Mutant.blind(
            "takes the measurements of one round for those of the next",
            "no step succeeds by what its gates have said of an earlier attempt",
            GateMutants::forEveryRound),
        Mutant.blind(
            "forgets gates",
            "no gate begins anew within its round, and no clock of one is set anew",
            seen -> Surgery.withStatus(seen, GateMutants::withoutGates)),
        Mutant.blind(
            "looks at no guardrail",
            "no phase is accepted beside a guardrail that is seen to have tripped",
            seen ->
                withMeasurements(
                    seen,
                    (key, measured) -> {
                      if (!key.owner().contains("/guardrails/")) {
                        measured.put(key, seen.world().measurements().get(key));
                      }
                    })));
  }

  private static Observation withVerdicts(Observation seen, Verdict from, Verdict to) {
    return withMeasurements(
        seen,
        (key, measured) -> {
          Measurement taken = seen.world().measurements().get(key);
          Verdict verdict = taken.verdict() == from ? to : taken.verdict();
          measured.put(key, new Measurement(taken.time(), verdict, taken.value(), taken.message()));
        });
  }

  private static Observation twice(Observation seen) {
    return withMeasurements(
        seen,
        (key, measured) -> {
          Measurement taken = seen.world().measurements().get(key);
          measured.put(key, taken);
          measured.putIfAbsent(
              new MeasurementRequest.Key(
                  key.rolloutUid(), key.run(), key.owner(), key.sequence() + 1),
              taken);
        });
  }

  private static Observation forEveryRound(Observation seen) {
    return withMeasurements(
        seen,
        (key, measured) -> {
          measured.put(key, seen.world().measurements().get(key));
          for (int round = 2; round <= 5 && key.owner().indexOf('@') < 0; round++) {
            measured.putIfAbsent(
                new MeasurementRequest.Key(
                    key.rolloutUid(), key.run(), key.owner() + "@" + round, key.sequence()),
                seen.world().measurements().get(key));
          }
        });
  }

  private static Observation withMeasurements(
      Observation seen,
      BiConsumer<MeasurementRequest.Key, Map<MeasurementRequest.Key, Measurement>> lie) {
    Map<MeasurementRequest.Key, Measurement> measured = new LinkedHashMap<>();
    seen.world().measurements().keySet().forEach(key -> lie.accept(key, measured));
    World world =
        new World(seen.world().jobs(), seen.world().preflight(), seen.world().answers(), measured);
    return new Observation(seen.rollout(), seen.revision(), seen.earlier(), world, seen.now());
  }

  private static void withoutGates(ObjectNode status) {
    status
        .path("phases")
        .forEach(
            phase -> ((ObjectNode) phase).remove(List.of("entryGates", "guardrails", "gates")));
    Surgery.steps(status, step -> step.remove("gates"));
  }
}
