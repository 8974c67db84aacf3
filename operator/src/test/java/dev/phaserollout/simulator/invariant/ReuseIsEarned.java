package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Reuse;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reused step names a run in which it succeeded with the same digest, and may be reused at all.
 */
final class ReuseIsEarned implements Invariant {

  @Override
  public String sentence() {
    return "no step is called reused that has no checkpoint to show";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      int run = Claims.run(write.after());
      Claims.steps(write.after().getStatus())
          .filter(step -> step.reusedFromRun() != null && Claims.succeeded(step))
          .filter(step -> isNew(write, step))
          .forEach(
              step -> {
                if (runsSomething(history, run, step.name()) && !recorded(history, write, step)) {
                  found.add(
                      new Evidence(write.move(), told(run, step) + ", which never recorded it"));
                }
                if (neverReused(history, run, step.name())) {
                  found.add(new Evidence(write.move(), told(run, step) + ", but reuse is Never"));
                }
              });
    }
    return found;
  }

  private static boolean isNew(Write write, StepStatus step) {
    return Claims.run(write.before()) != Claims.run(write.after())
        || Claims.step(write.before().getStatus(), step.name()).filter(Claims::succeeded).isEmpty();
  }

  private static boolean recorded(History history, Write write, StepStatus reused) {
    return ranWell(history, reused)
        || saidToBeDone(history, write, reused)
        || history.writes().stream()
            .filter(earlier -> earlier.version() < write.version())
            .filter(earlier -> reused.reusedFromRun().equals(Claims.run(earlier.after())))
            .flatMap(earlier -> Claims.step(earlier.after().getStatus(), reused.name()).stream())
            .anyMatch(
                step ->
                    Claims.succeeded(step)
                        && step.digest() != null
                        && step.digest().equals(reused.digest()));
  }

  private static boolean runsSomething(History history, int run, String name) {
    return history
        .specOfRun(run)
        .flatMap(spec -> Claims.stepOf(spec, name))
        .map(Step::run)
        .isPresent();
  }

  /** One write may record a success, the end of its run and the next run that takes it over. */
  private static boolean ranWell(History history, StepStatus reused) {
    return Pods.ofSteps(history).stream()
        .filter(pod -> pod.attempt().run() == reused.reusedFromRun())
        .filter(pod -> pod.attempt().step().equals(reused.name()))
        .anyMatch(pod -> pod.endedWell() && pod.attempt().digest().equals(reused.digest()));
  }

  /** The same write may take a step as done, because a person says so. */
  private static boolean saidToBeDone(History history, Write write, StepStatus reused) {
    return history.answers().stream()
        .filter(given -> given.version() < write.version())
        .filter(given -> given.answer().run() == reused.reusedFromRun())
        .filter(given -> given.answer().question().endsWith("/" + reused.name()))
        .anyMatch(given -> given.answer().decision().equals("Approve"));
  }

  private static boolean neverReused(History history, int run, String name) {
    Optional<Step> step = history.specOfRun(run).flatMap(spec -> Claims.stepOf(spec, name));
    return step.map(Step::reuse).filter(Reuse.Never::equals).isPresent();
  }

  private static String told(int run, StepStatus step) {
    return "run " + run + " takes " + step.name() + " from run " + step.reusedFromRun();
  }
}
