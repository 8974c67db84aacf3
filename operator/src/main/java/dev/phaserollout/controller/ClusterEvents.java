package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.telemetry.EventManifest;
import dev.phaserollout.telemetry.EventSink;
import dev.phaserollout.telemetry.RolloutEvent;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events beside the reconcile threads. Events tell the story and decide nothing, so one that
 * cannot be written is dropped: the status says the same.
 */
final class ClusterEvents implements EventSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);

  private static final int WAITING_MAX = 5_000;
  private static final long FLUSH_SECONDS = 5;

  private final KubernetesClient client;
  private final String instance;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          2,
          2,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Daemon.threads("phaserollout-events"));

  /**
   * @param instance which process reports
   */
  ClusterEvents(KubernetesClient client, String instance) {
    this.client = client;
    this.instance = instance;
  }

  @Override
  public void publish(PhaseRollout regarding, RolloutEvent event) {
    try {
      threads.execute(() -> create(EventManifest.of(regarding, event, instance)));
    } catch (RejectedExecutionException tooMany) {
      LOG.debug("Dropped an event: {}", event.reason());
    }
  }

  private void create(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException refused) {
      ApiAnswer answer = ApiAnswer.of(refused);
      if (!answer.alreadyExists() && !answer.notFound() && !answer.namespaceTerminating()) {
        LOG.atWarn()
            .addKeyValue("namespace", event.getMetadata().getNamespace())
            .addKeyValue("reason", event.getReason())
            .log("An event was not written: {}", answer.message());
      }
    } catch (RuntimeException defect) {
      LOG.warn("An event was not written", defect);
    }
  }

  /** Writes what waits, for a few seconds at most. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(FLUSH_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
