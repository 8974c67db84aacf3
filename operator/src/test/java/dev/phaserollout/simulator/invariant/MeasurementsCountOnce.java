package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.VerdictCounts;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Measured;
import dev.phaserollout.simulator.cluster.History.Write;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As many as are counted were taken in their round, one after the other, and as many with each
 * verdict; two leaders that take the same one count it once. No count of a round goes back.
 */
final class MeasurementsCountOnce implements Invariant {

  @Override
  public String sentence() {
    return "a gate counts each measurement of its round once, and none that was not taken";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      Map<String, GateStatus> before = Gates.of(write.before().getStatus());
      Gates.of(write.after().getStatus())
          .forEach(
              (path, gate) -> {
                GateStatus earlier = before.get(path);
                if (gate.counts() != null && !gate.equals(earlier)) {
                  judge(found, history, write, path, gate);
                }
              });
    }
    return found;
  }

  private static void judge(
      List<Evidence> found, History history, Write write, String path, GateStatus gate) {
    VerdictCounts counts = gate.counts();
    int run = Claims.run(write.after());
    if (gate.job() != null) {
      judgeJobs(found, history, write, path, gate);
      return;
    }
    List<Measured> taken = Gates.measured(history, run, path, Gates.round(gate), write.version());
    int all = counts.pass() + counts.fail() + counts.inconclusive() + counts.error();
    Set<Integer> sequences =
        taken.stream().map(one -> one.key().sequence()).collect(Collectors.toSet());
    boolean wrong = false;
    for (int sequence = 1; sequence <= all; sequence++) {
      wrong |= !sequences.contains(sequence);
    }
    wrong |= tooMany(counts.pass(), Verdict.PASS, taken);
    wrong |= tooMany(counts.fail(), Verdict.FAIL, taken);
    wrong |= tooMany(counts.inconclusive(), Verdict.INCONCLUSIVE, taken);
    wrong |= tooMany(counts.error(), Verdict.ERROR, taken);
    if (wrong) {
      found.add(new Evidence(write.move(), path + " counts " + counts + " of " + taken));
    }
  }

  /** Errors may be of Jobs that never had a pod; the number of the newest one bounds them all. */
  private static void judgeJobs(
      List<Evidence> found, History history, Write write, String path, GateStatus gate) {
    VerdictCounts counts = gate.counts();
    List<PodRun> pods = Gates.jobs(history, Claims.run(write.after()), path, write.version());
    long good = pods.stream().filter(PodRun::endedWell).count();
    long bad =
        pods.stream()
            .flatMap(pod -> pod.outcome().stream())
            .filter(AttemptOutcome.Failed.class::isInstance)
            .count();
    int all = counts.pass() + counts.fail() + counts.error();
    boolean more = counts.pass() > good || counts.fail() > bad || counts.inconclusive() > 0;
    if (more || all > gate.job().attempt()) {
      found.add(new Evidence(write.move(), path + " counts " + counts + " of " + pods));
    }
  }

  private static boolean tooMany(int counted, Verdict verdict, List<Measured> taken) {
    return counted
        > taken.stream()
            .filter(one -> one.measurement().verdict() == verdict)
            .map(one -> one.key().sequence())
            .distinct()
            .count();
  }
}
