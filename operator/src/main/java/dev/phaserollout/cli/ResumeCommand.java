package dev.phaserollout.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code phaserollout resume NAME}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a suspended rollout go on.",
      "Sets spec.suspend; a GitOps controller that syncs the rollout sets it back, so tell that one too."
    })
final class ResumeCommand implements Verb {

  @Mixin private final SuspensionWriter suspension = new SuspensionWriter();

  @Override
  public Exit run(Session session) {
    return suspension.set(false, session);
  }
}
