package dev.phaserollout.benchmark.cluster;

import dev.phaserollout.controlplane.AuditedWrite;
import java.util.List;

/**
 * What one round of chains has cost.
 *
 * @param who ran it
 * @param chains at once
 * @param steps of each
 * @param stepsPerSecond from the first pod to the last success
 * @param gaps from a success to the next pod, in milliseconds
 * @param writesPerStep status writes and creations of Jobs
 * @param eventsPerStep events written
 * @param cpuPerStep in milliseconds
 * @param planeCpuPerStep what etcd, API server and controller manager took meanwhile, in
 *     milliseconds
 * @param resident the most memory so far, in MiB
 * @param doubled attempts that had two pods, or steps that had two Jobs
 */
record Round(
    String who,
    int chains,
    int steps,
    double stepsPerSecond,
    Percentiles gaps,
    double writesPerStep,
    double eventsPerStep,
    double cpuPerStep,
    double planeCpuPerStep,
    double resident,
    long doubled) {

  static Round of(
      String who,
      int chains,
      int steps,
      PodWatch pods,
      List<AuditedWrite> writes,
      double cpuMillis,
      double planeCpuMillis,
      double resident) {
    int all = chains * steps;
    long perStep =
        writes.stream()
            .filter(
                write ->
                    write.resource().equals("phaserollouts/status")
                        || (write.resource().equals("jobs")
                            && !write.name().orElse("").endsWith("-0")))
            .count();
    long events = writes.stream().filter(write -> write.resource().equals("events")).count();
    return new Round(
        who,
        chains,
        steps,
        all / ((pods.last() - pods.first()) / 1e9),
        Percentiles.of(pods.gaps()),
        perStep / (double) all,
        events / (double) all,
        cpuMillis / all,
        planeCpuMillis / all,
        resident,
        pods.doubled() + pods.jobs() - all);
  }
}
