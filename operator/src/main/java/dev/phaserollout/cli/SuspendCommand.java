package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout suspend NAME}. */
@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    description = {
      "Lets what runs of a rollout finish, and starts nothing new.",
      "Sets spec.suspend; a GitOps controller that syncs the rollout sets it back, so tell that one too."
    })
final class SuspendCommand implements Verb {

  @Mixin private final SuspensionWriter suspension = new SuspensionWriter();

  @Override
  public Exit run(Session session) {
    return suspension.set(true, session);
  }
}
