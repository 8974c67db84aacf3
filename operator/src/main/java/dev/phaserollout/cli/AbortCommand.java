package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout abort NAME}. */
@Command(
    name = "abort",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the run of a rollout that is under way, or its rollback.",
      "Writes the annotation phaserollout.dev/abort, which is obeyed once."
    })
final class AbortCommand implements Verb {

  @Mixin private final CommandWriter command = new CommandWriter();

  @Override
  public Exit run(Session session) {
    return command.give("abort", session);
  }
}
