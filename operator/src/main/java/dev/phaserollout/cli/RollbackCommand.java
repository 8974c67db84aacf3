package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout rollback NAME}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Undoes the newest run of a rollout; one that is under way is ended first.",
      "Writes the annotation phaserollout.dev/rollback, which is obeyed once."
    })
final class RollbackCommand implements Verb {

  @Mixin private final CommandWriter command = new CommandWriter();

  @Override
  public Exit run(Session session) {
    return command.give("rollback", session);
  }
}
