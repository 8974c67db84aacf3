package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.local.StateFolder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code phaserollout logs FILE|NAME [STEP] [-f]}: what steps have printed. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what the steps of a rollout's newest run have printed, here or on a cluster: of the"
          + " newest attempt of one step, of its gates that a Job measures and of what undid it, or of"
          + " all that has run, with a prefix.",
      "A word with a dot or a slash is a file of this host; any other is the name of a rollout on the"
          + " cluster.",
      "With -f every attempt is followed until the run has ended; the exit code is then that of"
          + " 'status --wait'."
    })
final class LogsCommand implements Verb {

  @Mixin private final RolloutWord word = new RolloutWord();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STEP",
      description = "its name, or phase/step (default: all of them)")
  private @Nullable String step;

  @Option(
      names = {"-f", "--follow"},
      description = "go on until the run has ended; on a cluster")
  private boolean follow;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      description =
          "of the pod: step, and checkout or finish where a step works in a Git repository (default:"
              + " step)")
  private @Nullable String container;

  @Override
  public Exit run(Session session) throws IOException, InterruptedException {
    LogChoice choice = new LogChoice(Optional.ofNullable(step));
    LogPrinter printer = new LogPrinter(session.out());
    if (word.meansFile()) {
      return local(choice, printer, session);
    }
    try (Cluster cluster = word.open(session)) {
      ClusterSource source = new ClusterSource(cluster, word.text());
      PhaseRollout rollout = source.asRun(cluster.rollout(word.text()));
      PodLogs logs =
          new PodLogs(cluster, rollout.getMetadata().getUid(), Optional.ofNullable(container));
      return follow
          ? follow(source, rollout, choice, logs, printer)
          : print(rollout, choice, logs, printer, session);
    }
  }

  private static Exit follow(
      ClusterSource source,
      PhaseRollout rollout,
      LogChoice choice,
      PodLogs logs,
      LogPrinter printer)
      throws InterruptedException {
    if (rollout.getStatus() != null) {
      choice.known(rollout.getSpec(), rollout.getStatus());
    }
    int run = LogFollower.runOf(rollout);
    try (LogFollower follower = new LogFollower(logs, choice, printer, run)) {
      return Standing.of(follower.follow(source)).exit();
    }
  }

  private Exit print(
      PhaseRollout rollout, LogChoice choice, PodLogs logs, LogPrinter printer, Session session)
      throws IOException {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null) {
      session.err().println("no operator has looked at " + word.text() + " yet");
      return Exit.FAILED;
    }
    List<LoggedWork> works = choice.among(rollout.getSpec(), status);
    List<Pod> pods = Cluster.asked(() -> logs.pods().list().getItems());
    boolean any = false;
    for (LoggedWork work : works) {
      Optional<Pod> pod = PodLogs.of(work, pods);
      if (pod.isEmpty()) {
        session.err().println(work.label() + ": its pod is gone, and its log with it");
        continue;
      }
      Pod heard = pod.get();
      Optional<String> silent = logs.silent(heard);
      if (silent.isPresent()) {
        session.err().println(work.label() + ": " + silent.get());
      } else {
        printer.print(
            choice.prefix(work), Cluster.asked(() -> logs.log(heard).getLogInputStream()));
        any = true;
      }
    }
    return ended(any, works, choice.nothing(word.text(), status), session);
  }

  private Exit local(LogChoice choice, LogPrinter printer, Session session) throws IOException {
    if (follow || container != null) {
      throw new Refusal(
          Exit.USAGE,
          (follow ? "-f" : "--container")
              + ": found it beside a file, expected the name of a rollout on the cluster; 'phaserollout"
              + " run FILE' shows a run of this host while it goes on");
    }
    FileSource source = new FileSource(word.file(), word.state());
    Optional<PhaseRollout> rollout = source.readAsRun();
    if (rollout.isEmpty()) {
      session.out().println("no run of " + source.name() + " yet");
      return Exit.SUCCEEDED;
    }
    PhaseRolloutStatus status = rollout.get().getStatus();
    List<LoggedWork> works = choice.among(rollout.get().getSpec(), status);
    boolean any = false;
    for (LoggedWork work : works) {
      Path log = log(source.state(), work);
      if (Files.isRegularFile(log)) {
        printer.print(choice.prefix(work), Files.newInputStream(log));
        any = true;
      } else {
        session.err().println(work.label() + ": its log is not there (" + log + ")");
      }
    }
    return ended(any, works, choice.nothing(source.name(), status), session);
  }

  private static Path log(StateFolder state, LoggedWork work) {
    return switch (work.role()) {
      case ROLLBACK -> state.rollbackLog(work.run(), work.phase(), work.step(), work.attempt());
      case GIT -> state.gitLog(work.run(), work.phase(), work.step(), work.attempt());
      case GATE -> state.gateLog(work.run(), work.phase(), work.gatePath(), work.attempt());
      case STEP -> state.log(work.run(), work.phase(), work.step(), work.attempt());
    };
  }

  private static Exit ended(boolean any, List<LoggedWork> works, String nothing, Session session) {
    if (works.isEmpty()) {
      session.err().println(nothing);
    }
    return any ? Exit.SUCCEEDED : Exit.FAILED;
  }
}
