package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands the newest run of a rollout on a cluster, by an annotation with its number. */
final class CommandWriter {

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "the rollout on the cluster")
  private String name = "";

  /**
   * Writes the annotation.
   *
   * @param command {@code retry}, {@code rerun}, {@code abort} or {@code rollback}
   * @throws Refusal where no run can be meant, or the API server says no
   */
  Exit give(String command, Session session) {
    try (Cluster cluster = where.open(session)) {
      PhaseRollout rollout = cluster.rollout(name);
      int run =
          Optional.ofNullable(rollout.getStatus())
              .map(PhaseRolloutStatus::run)
              .map(RunStatus::number)
              .orElseThrow(this::noRun);
      String token = CommandToken.of(run, session.clock().instant());
      cluster.patch(
          name,
          Serialization.asJson(
              Map.of(
                  "metadata",
                  Map.of("annotations", Map.of(CommandToken.annotation(command), token)))));
      session
          .out()
          .println(
              command
                  + " of run "
                  + run
                  + " asked for; 'phaserollout get "
                  + name
                  + " -n "
                  + cluster.namespace()
                  + " -w' shows what comes of it");
      return Exit.SUCCEEDED;
    }
  }

  private Refusal noRun() {
    return new Refusal(
        Exit.USAGE,
        "rollout '"
            + name
            + "': found no run yet, expected one that is meant; see that an operator watches its"
            + " namespace");
  }
}
