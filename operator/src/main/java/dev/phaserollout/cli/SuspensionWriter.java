package dev.phaserollout.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds a rollout on a cluster, or lets it go on, by its spec. */
final class SuspensionWriter {

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "the rollout on the cluster")
  private String name = "";

  Exit set(boolean suspended, Session session) {
    try (Cluster cluster = where.open(session)) {
      cluster.rollout(name);
      cluster.patch(name, "{\"spec\":{\"suspend\":" + suspended + "}}");
      session
          .out()
          .println(
              name
                  + (suspended
                      ? ": suspended; what runs is left to finish, nothing new starts"
                      : ": resumed"));
      return Exit.SUCCEEDED;
    }
  }
}
