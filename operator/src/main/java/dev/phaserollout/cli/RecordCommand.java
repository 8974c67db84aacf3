package dev.phaserollout.cli;

import dev.phaserollout.agent.CheckpointText;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.ReleaseRecords;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code phaserollout record FILE}: what is to be said of the newest run, as its checkpoint file.
 */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the record of a rollout's newest run on this host: status, commits, what gates have"
          + " measured, who has decided what, and the risks that are left.",
      "It is what a run that succeeds writes into spec.completion.checkpointFile."
    })
final class RecordCommand implements Verb {

  @Parameters(index = "0", paramLabel = "FILE", description = "the rollout, in YAML")
  private @Nullable Path file;

  @Mixin private final StateOption state = new StateOption();

  @Override
  public Exit run(Session session) {
    FileSource source = new FileSource(Optional.ofNullable(file).orElseThrow(), state);
    Optional<PhaseRollout> rollout = source.readAsRun();
    Optional<PhaseRolloutStatus> status =
        rollout.map(PhaseRollout::getStatus).filter(known -> known.run() != null);
    if (status.isEmpty()) {
      session.out().println("no run of " + source.name() + " yet");
    } else {
      session.out().print(text(rollout.orElseThrow(), status.get()));
    }
    return Exit.SUCCEEDED;
  }

  private static String text(PhaseRollout rollout, PhaseRolloutStatus status) {
    return CheckpointText.of(
        ReleaseRecords.of(
            rollout.getMetadata().getNamespace(),
            rollout.getMetadata().getName(),
            rollout.getSpec(),
            Optional.ofNullable(status.run()).orElseThrow(),
            status.phases()));
  }
}
