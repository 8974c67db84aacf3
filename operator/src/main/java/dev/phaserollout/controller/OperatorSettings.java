package dev.phaserollout.controller;

import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.AgentImage;
import dev.phaserollout.job.PodSecurity;
import java.util.Optional;
import java.util.Set;

/**
 * How an operator is run.
 *
 * @param namespaces what it watches; all namespaces when empty
 * @param lease the lease that the replicas of an operator share; empty for one that leads alone
 * @param port of health and metrics; 0 for any free one
 * @param threads how many rollouts are looked at at once
 * @param podSecurity of the pods of steps
 * @param agent what does the Git work of rollouts with a workspace
 * @param providers the servers that gates may ask
 */
public record OperatorSettings(
    Set<String> namespaces,
    Optional<LeaseSettings> lease,
    int port,
    int threads,
    PodSecurity podSecurity,
    AgentImage agent,
    Providers providers) {

  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
  }

  /**
   * The lease that says who leads.
   *
   * @param identity of this replica, such as the name of its pod
   */
  public record LeaseSettings(String namespace, String name, String identity) {}
}
