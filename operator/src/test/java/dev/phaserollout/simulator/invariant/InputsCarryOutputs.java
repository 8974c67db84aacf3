package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Input;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.Step;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.JobBirth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The value is what a container of the source wrote, or the default where the source made nothing.
 */
final class InputsCarryOutputs implements Invariant {

  @Override
  public String sentence() {
    return "a step is given exactly what the step that it names has written";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (JobBirth birth : history.births()) {
      Optional<PhaseRolloutSpec> spec = history.specOfRun(birth.request().attempt().run());
      Optional<Step> step =
          spec.flatMap(one -> Claims.stepOf(one, birth.request().attempt().step()));
      boolean isStep = birth.request().attempt().role() == Role.STEP;
      if (birth.suspended() || !isStep || step.isEmpty()) {
        continue;
      }
      for (Input input : step.get().inputs()) {
        String given = birth.request().environment().get(input.env());
        if (given(history, birth, input).stream().noneMatch(right -> right.equals(given))) {
          found.add(
              new Evidence(
                  birth.move(),
                  birth.request().attempt()
                      + " got "
                      + input.env()
                      + "="
                      + given
                      + ", expected one of "
                      + given(history, birth, input)));
        }
      }
    }
    return found;
  }

  private static List<String> given(History history, JobBirth birth, Input input) {
    String source = input.from().step();
    Optional<StepStatus> claim = Claims.step(history.version(birth.version()).getStatus(), source);
    if (claim.filter(Claims::succeeded).isEmpty()) {
      return List.of(String.valueOf(input.defaultValue()));
    }
    String start = "{\"" + input.from().output() + "\":\"";
    Stream<String> said =
        history.answers().stream()
            .map(given -> given.answer().outputs().get(input.from().output()))
            .filter(Objects::nonNull);
    Stream<String> written =
        Pods.ofSteps(history).stream()
            .filter(pod -> pod.attempt().step().equals(source) && pod.endedWell())
            .map(Outputs::textOf)
            .map(
                text ->
                    text.startsWith(start)
                        ? text.substring(start.length(), text.length() - 2)
                        : String.valueOf(input.defaultValue()));
    return Stream.concat(written, said).toList();
  }
}
