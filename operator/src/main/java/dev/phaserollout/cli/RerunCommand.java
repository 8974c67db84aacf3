package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout rerun NAME}. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the next run of a rollout and reuses nothing.",
      "Writes the annotation phaserollout.dev/rerun, which is obeyed once."
    })
final class RerunCommand implements Verb {

  @Mixin private final CommandWriter command = new CommandWriter();

  @Override
  public Exit run(Session session) {
    return command.give("rerun", session);
  }
}
