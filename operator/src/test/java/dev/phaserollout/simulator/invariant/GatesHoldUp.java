package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.PodRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Read from the version that orders the step: the entry gates of its phase have passed, those of
 * every phase before it that has worked in this run, those of the steps that it comes after, and no
 * guardrail or gate of its phase is in doubt.
 */
final class GatesHoldUp implements Invariant {

  @Override
  public String sentence() {
    return "nothing that a gate holds up starts before the gate has passed";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (PodRun pod : Pods.ofSteps(history)) {
      Optional<PhaseRolloutSpec> spec = history.specOfRun(pod.attempt().run());
      if (spec.isPresent()
          && !pod.attempt().phase().equals(Claims.FINALLY)
          && !Gates.of(spec.get()).isEmpty()) {
        Claims.intentOf(history, pod.attempt())
            .ifPresent(version -> judge(found, history, pod, spec.get(), version));
      }
    }
    return found;
  }

  private static void judge(
      List<Evidence> found, History history, PodRun pod, PhaseRolloutSpec spec, int version) {
    PhaseRollout then = history.version(version);
    Map<String, GateStatus> gates = Gates.of(then.getStatus());
    for (String path : holding(history, spec, pod, then)) {
      boolean dry = Boolean.TRUE.equals(Gates.of(spec).get(path).dryRun());
      GateStatus gate = gates.get(path);
      if (!dry && (gate == null || !Gates.passed(gate))) {
        found.add(new Evidence(pod.move(), pod + " although " + path + " is " + gate));
      }
    }
    gates.forEach(
        (path, gate) -> {
          boolean dry =
              Gates.of(spec).get(path) == null
                  || Boolean.TRUE.equals(Gates.of(spec).get(path).dryRun());
          if (!dry
              && path.startsWith(pod.attempt().phase() + "/")
              && "InDoubt".equals(gate.state())
              && !isOver(then, path)) {
            found.add(new Evidence(pod.move(), pod + " although " + path + " is in doubt"));
          }
        });
  }

  /** Whether the gate is one of a step that is not judged any more. */
  private static boolean isOver(PhaseRollout then, String path) {
    return then.getStatus().phases().stream()
        .flatMap(
            phase ->
                phase.steps().stream()
                    .filter(step -> path.startsWith(phase.name() + "/" + step.name() + Gates.GATE)))
        .anyMatch(step -> !"Measuring".equals(step.state()));
  }

  private static List<String> holding(
      History history, PhaseRolloutSpec spec, PodRun pod, PhaseRollout then) {
    List<String> holding = new ArrayList<>();
    for (Phase phase : spec.phases()) {
      boolean own = phase.name().equals(pod.attempt().phase());
      List<String> before =
          own
              ? phase.steps().stream()
                  .filter(step -> step.name().equals(pod.attempt().step()))
                  .flatMap(step -> Claims.dependenciesOf(phase.steps(), step).stream())
                  .toList()
              : phase.steps().stream().map(Step::name).toList();
      phase.steps().stream()
          .filter(step -> before.contains(step.name()) && judgedHere(then, step))
          .forEach(
              step -> add(holding, phase.name() + "/" + step.name() + Gates.GATE, step.gates()));
      if (own) {
        add(holding, phase.name() + Gates.ENTRY, phase.entryGates());
        return holding;
      }
      if (works(history, pod, phase)) {
        add(holding, phase.name() + Gates.GATE, phase.gates());
      }
    }
    return holding;
  }

  private static void add(List<String> holding, String path, List<Gate> gates) {
    gates.forEach(gate -> holding.add(path + gate.name()));
  }

  private static boolean judgedHere(PhaseRollout then, Step step) {
    return Claims.step(then.getStatus(), step.name())
            .filter(Claims::succeeded)
            .map(StepStatus::reusedFromRun)
            .isEmpty()
        && Claims.step(then.getStatus(), step.name()).filter(Claims::succeeded).isPresent();
  }

  /** The acceptance of a phase that has done nothing in this run may be an earlier one. */
  private static boolean works(History history, PodRun pod, Phase phase) {
    return Pods.ofSteps(history).stream()
        .filter(other -> other.attempt().run() == pod.attempt().run())
        .anyMatch(other -> other.attempt().phase().equals(phase.name()));
  }
}
