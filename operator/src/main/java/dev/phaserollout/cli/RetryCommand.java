package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout retry NAME}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the next run of a rollout from the checkpoints that stand, or goes on with a rollback that has stopped.",
      "Writes the annotation phaserollout.dev/retry, which is obeyed once."
    })
final class RetryCommand implements Verb {

  @Mixin private final CommandWriter command = new CommandWriter();

  @Override
  public Exit run(Session session) {
    return command.give("retry", session);
  }
}
