package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.OnError;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In the round that the status shows, by measurements that a leader knew before the write; or a
 * person has said so, or the gate itself says what an outage or a doubt comes to.
 */
final class VerdictsAreEarned implements Invariant {

  private final String state;
  private final Verdict verdict;
  private final String answer;
  private final String sentence;

  private VerdictsAreEarned(String state, Verdict verdict, String answer, String sentence) {
    this.state = state;
    this.verdict = verdict;
    this.answer = answer;
    this.sentence = sentence;
  }

  static VerdictsAreEarned passes() {
    return new VerdictsAreEarned(
        "Passed", Verdict.PASS, "Approve", "no gate passes that was never seen to be good");
  }

  static VerdictsAreEarned failures() {
    return new VerdictsAreEarned(
        "Failed",
        Verdict.FAIL,
        "Reject",
        "no gate fails that was never seen to be bad: an error or a doubt ends no run by itself");
  }

  @Override
  public String sentence() {
    return sentence;
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      int run = Claims.run(write.after());
      Map<String, GateStatus> before = Gates.of(write.before().getStatus());
      Gates.of(write.after().getStatus())
          .forEach(
              (path, gate) -> {
                if (state.equals(gate.state())
                    && !gate.equals(before.get(path))
                    && !isAllowed(history, run, path)
                    && !wasSeen(history, write, run, path, gate)
                    && !Gates.said(history, run, path, answer, write.version())) {
                  found.add(new Evidence(write.move(), path + " is " + gate));
                }
              });
    }
    return found;
  }

  private boolean wasSeen(History history, Write write, int run, String path, GateStatus gate) {
    return Gates.measured(history, run, path, Gates.round(gate), write.version()).stream()
        .anyMatch(one -> one.measurement().verdict() == verdict);
  }

  private boolean isAllowed(History history, int run, String path) {
    Optional<PhaseRolloutSpec> spec = history.specOfRun(run);
    Optional<Gate> gate = spec.flatMap(one -> Optional.ofNullable(Gates.of(one).get(path)));
    return verdict == Verdict.PASS
        ? gate.filter(one -> one.onInconclusive() == OnInconclusive.Pass).isPresent()
        : gate.filter(
                one -> one.onInconclusive() == OnInconclusive.Fail || one.onError() == OnError.Fail)
            .isPresent();
  }
}
