package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Prints what the steps of a rollout print while they do, each pod on a thread of its own, until
 * the run has ended.
 */
final class LogFollower implements ResourceEventHandler<Pod>, AutoCloseable {

  /** What a pod may still have to say after the status has told its end. */
  private static final int LAST_WORDS_SECONDS = 10;

  private final PodLogs logs;
  private final LogChoice choice;
  private final LogPrinter printer;
  private final int firstRun;
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private final ExecutorService readers = Executors.newCachedThreadPool(LogFollower::daemon);

  /**
   * @param firstRun runs before this one are not shown
   */
  LogFollower(PodLogs logs, LogChoice choice, LogPrinter printer, int firstRun) {
    this.logs = logs;
    this.choice = choice;
    this.printer = printer;
    this.firstRun = firstRun;
  }

  static int runOf(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::number)
        .orElse(1);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "phaserollout-log");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Follows the run to its end, or to where a person has to answer.
   *
   * @return the rollout as it was then
   * @throws InterruptedException when nobody waits for the end any more
   */
  PhaseRollout follow(ClusterSource source) throws InterruptedException {
    SharedIndexInformer<Pod> pods = Cluster.asked(() -> logs.pods().inform(this));
    try {
      PhaseRollout last =
          Patience.until(source, Optional.empty(), seen -> {}, now -> Standing.of(now).settled());
      // What has begun and ended just before may not have been heard of yet.
      Cluster.asked(() -> logs.pods().list().getItems()).forEach(this::look);
      readers.shutdown();
      boolean allSaid = readers.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
      if (!allSaid) {
        readers.shutdownNow();
      }
      return last;
    } finally {
      pods.close();
    }
  }

  private void look(Pod pod) {
    Optional<LoggedWork> work =
        PodLogs.workOf(pod).filter(choice::takes).filter(found -> found.run() >= firstRun);
    if (work.isPresent()
        && logs.silent(pod).isEmpty()
        && followed.add(pod.getMetadata().getUid())) {
      readers.execute(() -> print(work.get(), pod));
    }
  }

  private void print(LoggedWork work, Pod pod) {
    try (LogWatch log = logs.log(pod).watchLog()) {
      printer.print(choice.prefix(work), log.getOutput());
    } catch (IOException | KubernetesClientException broken) {
      printer.note(choice.prefix(work) + "(its log breaks off: " + broken.getMessage() + ")");
    }
  }

  @Override
  public void onAdd(Pod pod) {
    look(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    look(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean unseen) {
    // Its log ends by itself.
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
