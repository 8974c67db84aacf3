package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.simulator.cluster.History;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** And only steps that are unfinished or failed carry one. */
final class MessagesAreBounded implements Invariant {

  private static final int MOST = 1024;

  @Override
  public String sentence() {
    return "no message is longer than 1 KiB, and no step that is done carries one";
  }

  @Override
  public List<Evidence> evidence(History history) {
    return history.writes().stream()
        .flatMap(
            write -> wrong(write.after().getStatus()).map(text -> new Evidence(write.move(), text)))
        .toList();
  }

  private static Stream<String> wrong(PhaseRolloutStatus status) {
    Stream<String> tooLong =
        Stream.concat(
                Stream.concat(
                    Stream.of(status).map(PhaseRolloutStatus::message),
                    status.conditions().stream().map(Condition::message)),
                Claims.steps(status).map(StepStatus::message))
            .filter(Objects::nonNull)
            .filter(message -> message.length() > MOST)
            .map(message -> message.length() + " characters: " + message);
    Stream<String> tooMuch =
        Claims.steps(status)
            .filter(step -> Claims.succeeded(step) && step.message() != null)
            .map(step -> step.name() + " succeeded and says: " + step.message());
    return Stream.concat(tooLong, tooMuch);
  }
}
