package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.view.RunTable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code phaserollout history FILE|NAME}: what has become of every run, and who has decided what.
 */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the runs of a rollout on this host or on a cluster, newest first: result, time, what was"
          + " undone, who decided what, and why it ended.",
      "A word with a dot or a slash is a file of this host; any other is the name of a rollout on the"
          + " cluster.",
      "Runs beyond spec.historyLimit are forgotten."
    })
final class HistoryCommand implements Verb {

  /** How runs are written. */
  enum Output {
    table,
    json
  }

  @Mixin private final RolloutWord word = new RolloutWord();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "Form of the runs: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.table;

  @Override
  public Exit run(Session session) {
    if (word.meansFile()) {
      show(new FileSource(word.file(), word.state()), session);
      return Exit.SUCCEEDED;
    }
    try (Cluster cluster = word.open(session)) {
      show(new ClusterSource(cluster, word.text()), session);
      return Exit.SUCCEEDED;
    }
  }

  private void show(RolloutSource source, Session session) {
    Optional<PhaseRolloutStatus> status = source.read().map(PhaseRollout::getStatus);
    List<RunRecord> runs = RunTable.runs(status);
    if (output == Output.json) {
      HistoryJson.write(source.name(), runs, session.out());
    } else if (runs.isEmpty()) {
      session.out().println("no run of " + source.name() + " yet");
    } else {
      RunTable.draw(runs).forEach(line -> session.out().println(line.text()));
    }
  }
}
