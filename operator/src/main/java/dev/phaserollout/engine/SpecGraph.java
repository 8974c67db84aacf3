package dev.phaserollout.engine;

import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which step waits for which. A step waits for everything in earlier phases; in its own phase for
 * the steps that {@code dependsOn} names or, where it is absent, for every step listed before it.
 *
 * <p>Made for specs that may be wrong: names may be unknown, doubled or form a ring.
 */
final class SpecGraph {

  private final List<SpecStep> steps;
  private final Map<Integer, List<SpecStep>> byPhase = new LinkedHashMap<>();
  private final Map<String, SpecStep> byName = new LinkedHashMap<>();
  private final Map<SpecStep, Set<SpecStep>> before = new LinkedHashMap<>();

  private SpecGraph(List<SpecStep> steps) {
    this.steps = List.copyOf(steps);
    for (SpecStep step : steps) {
      byPhase.computeIfAbsent(step.phaseIndex(), phase -> new ArrayList<>()).add(step);
      if (!step.name().isEmpty()) {
        byName.putIfAbsent(step.name(), step);
      }
    }
  }

  static SpecGraph of(PhaseRolloutSpec spec) {
    List<SpecStep> steps = new ArrayList<>();
    for (int p = 0; p < spec.phases().size(); p++) {
      Phase phase = spec.phases().get(p);
      add(steps, phase.steps(), Optional.of(phase), p, "spec.phases[" + p + "].steps");
    }
    add(steps, spec.finallySteps(), Optional.empty(), spec.phases().size(), "spec.finally");
    return new SpecGraph(steps);
  }

  private static void add(
      List<SpecStep> steps, List<Step> some, Optional<Phase> phase, int phaseIndex, String field) {
    for (int i = 0; i < some.size(); i++) {
      steps.add(new SpecStep(some.get(i), phase, phaseIndex, i, field + "[" + i + "]"));
    }
  }

  /** All steps in the order of the spec, those of finally last. */
  List<SpecStep> steps() {
    return steps;
  }

  /** The first step of that name. */
  Optional<SpecStep> step(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether {@code first} is always done before {@code second} starts. */
  boolean runsBefore(SpecStep first, SpecStep second) {
    return first.inSamePhaseAs(second)
        ? before.computeIfAbsent(second, this::everythingBefore).contains(first)
        : first.phaseIndex() < second.phaseIndex();
  }

  /** The steps of the same phase that {@code step} waits for by itself. */
  List<SpecStep> waitsFor(SpecStep step) {
    List<String> dependsOn = step.step().dependsOn();
    return dependsOn == null
        ? byPhase.getOrDefault(step.phaseIndex(), List.of()).subList(0, step.index())
        : dependsOn.stream()
            .flatMap(name -> step(name).stream())
            .filter(step::inSamePhaseAs)
            .toList();
  }

  private Set<SpecStep> everythingBefore(SpecStep step) {
    Set<SpecStep> found = new LinkedHashSet<>();
    Deque<SpecStep> open = new ArrayDeque<>(waitsFor(step));
    while (!open.isEmpty()) {
      SpecStep next = open.remove();
      if (found.add(next)) {
        open.addAll(waitsFor(next));
      }
    }
    return found;
  }

  /**
   * Steps that wait for each other in a ring, each ring once and beginning with its first listed
   * step.
   */
  List<List<SpecStep>> rings() {
    List<List<SpecStep>> rings = new ArrayList<>();
    Set<SpecStep> left = new LinkedHashSet<>(steps);
    while (true) {
      removeWhatCanRun(left);
      if (left.isEmpty()) {
        return rings;
      }
      List<SpecStep> ring = ringIn(left);
      rings.add(ring);
      ring.forEach(left::remove);
    }
  }

  private void removeWhatCanRun(Set<SpecStep> left) {
    while (left.removeIf(step -> waitsFor(step).stream().noneMatch(left::contains))) {
      // Each pass frees the steps that waited only for those of the pass before.
    }
  }

  /** Every step that is left waits for another one that is left, so the walk must come round. */
  private List<SpecStep> ringIn(Set<SpecStep> left) {
    List<SpecStep> walked = new ArrayList<>();
    SpecStep next = left.iterator().next();
    while (!walked.contains(next)) {
      walked.add(next);
      next = waitsFor(next).stream().filter(left::contains).findFirst().orElseThrow();
    }
    return beginWithFirstListed(walked.subList(walked.indexOf(next), walked.size()));
  }

  private List<SpecStep> beginWithFirstListed(List<SpecStep> ring) {
    int first = 0;
    for (int i = 1; i < ring.size(); i++) {
      if (steps.indexOf(ring.get(i)) < steps.indexOf(ring.get(first))) {
        first = i;
      }
    }
    List<SpecStep> turned = new ArrayList<>(ring.subList(first, ring.size()));
    turned.addAll(ring.subList(0, first));
    return turned;
  }
}
