package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code phaserollout status NAME}: where a rollout stands, in a line, and how it ends. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Says in a line where a rollout on a cluster stands.",
      "With --wait it ends when the rollout has: with 0 if it succeeded, with 1 if it did not or the"
          + " time is up, and with 3 when a person has to answer first. Without, it ends with 0."
    })
final class StatusCommand implements Verb {

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "the rollout on the cluster")
  private @Nullable String name;

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "TIME",
      description = "until it has ended, or for that long, such as --wait=30m")
  private @Nullable String patience;

  @Override
  public Exit run(Session session) {
    Optional<Duration> timeout = timeout();
    try (Cluster cluster = where.open(session)) {
      ClusterSource source = new ClusterSource(cluster, String.valueOf(name));
      if (patience == null) {
        say(cluster.rollout(source.name()), session);
        return Exit.SUCCEEDED;
      }
      PhaseRollout ended =
          Patience.until(source, timeout, seen -> {}, seen -> Standing.of(seen).settled());
      say(ended, session);
      return Standing.of(ended).exit();
    }
  }

  private Optional<Duration> timeout() {
    if (patience == null || patience.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> timeout = TimeSpan.parse(patience).filter(time -> !time.isZero());
    if (timeout.isEmpty()) {
      throw new Refusal(
          Exit.USAGE, "--wait: found '" + patience + "', expected " + TimeSpan.EXPECTED);
    }
    return timeout;
  }

  private static void say(PhaseRollout rollout, Session session) {
    PhaseRolloutStatus status = rollout.getStatus();
    String state = status == null ? null : status.state();
    String message = status == null ? null : status.message();
    session
        .out()
        .println(
            rollout.getMetadata().getName()
                + ": "
                + (state == null ? "Pending" : state)
                + ": "
                + (message == null ? "no operator has looked at it yet" : message));
  }
}
