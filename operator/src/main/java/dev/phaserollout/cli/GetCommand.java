package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.view.Glyphs;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.RolloutTable;
import dev.phaserollout.view.RolloutTree;
import dev.phaserollout.view.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code phaserollout get [NAME] [-w]}: the rollouts of a namespace, or one as a tree. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the rollouts of a namespace, or shows one as a tree of phases and steps.",
      "With -w the tree is drawn anew until the run has ended; the exit code is then that of"
          + " 'status --wait'."
    })
final class GetCommand implements Verb {

  private static final int WITHOUT_LIMIT = Integer.MAX_VALUE;

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "the rollout on the cluster (default: all of the namespace)")
  private @Nullable String name;

  @Option(
      names = {"-w", "--watch"},
      description = "until the run has ended; lines of changes where there is no terminal")
  private boolean watch;

  @Override
  public Exit run(Session session) {
    if (watch && name == null) {
      throw new Refusal(
          Exit.USAGE, "-w: found no NAME, expected one rollout to watch; write its name");
    }
    try (Cluster cluster = where.open(session)) {
      if (name == null) {
        list(cluster, session);
        return Exit.SUCCEEDED;
      }
      ClusterSource source = new ClusterSource(cluster, name);
      return watch ? watch(source, session) : show(source, session);
    }
  }

  private static void list(Cluster cluster, Session session) {
    List<PhaseRollout> rollouts = cluster.rollouts();
    if (rollouts.isEmpty()) {
      session.err().println("no rollouts in namespace " + cluster.namespace());
    } else {
      RolloutTable.draw(rollouts).forEach(line -> session.out().println(line.text()));
    }
  }

  private static Exit show(ClusterSource source, Session session) {
    PhaseRollout rollout = source.asRun(source.cluster().rollout(source.name()));
    tree(rollout, session).forEach(line -> session.out().println(line.text().stripTrailing()));
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null || status.run() == null) {
      session.out().println("no operator has looked at it yet");
    }
    return Exit.SUCCEEDED;
  }

  private static List<Line> tree(PhaseRollout rollout, Session session) {
    return new RolloutTree(Glyphs.forLocale(session.env()))
        .draw(rollout, session.clock().instant(), Map.of(), WITHOUT_LIMIT, WITHOUT_LIMIT);
  }

  private static Exit watch(ClusterSource source, Session session) {
    try (ProgressView view = Views.watching(session)) {
      Seen seen = new Seen(source, view);
      PhaseRollout last =
          Patience.until(source, Optional.empty(), seen::show, now -> Standing.of(now).settled());
      view.finish(RunSummary.of(last).stream().toList());
      return Standing.of(last).exit();
    }
  }

  /** Tells a view what is new. */
  private static final class Seen {

    private final ClusterSource source;
    private final ProgressView view;
    private Optional<PhaseRolloutStatus> before = Optional.empty();

    Seen(ClusterSource source, ProgressView view) {
      this.source = source;
      this.view = view;
    }

    synchronized void show(PhaseRollout now) {
      PhaseRolloutStatus status = now.getStatus();
      if (status != null && !before.equals(Optional.of(status))) {
        view.changed(before, source.asRun(now));
        before = Optional.of(status);
      }
    }
  }
}
