package dev.phaserollout.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.kubelet.PodRecord.Ending;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The life of one pod on the node: bound, run, told of, ended. Everything happens in its mailbox,
 * one thing after the other; after each, what the record then asks for is done and written.
 */
final class PodWorker {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int UNPROCESSABLE = 422;
  private static final int BAD_REQUEST = 400;

  private final NodeServices services;
  private final Mailbox mailbox;
  private Pod pod;
  private Optional<PodRun> run = Optional.empty();
  private Optional<StatusDocument> document = Optional.empty();
  private Optional<ObjectNode> written = Optional.empty();
  private boolean closed;

  PodWorker(NodeServices services, Pod pod) {
    this.services = services;
    this.mailbox = new Mailbox(services.threads());
    this.pod = pod;
  }

  /** The pod as the watch has just shown it. */
  void seen(Pod newest) {
    put(() -> pod = newest);
  }

  /** Something outside has changed that may let the pod go on. */
  void lookAgain() {
    put(() -> {});
  }

  /**
   * Kills everything without a word to the server, because the pod or the node is gone; completes
   * when nothing runs any more.
   */
  CompletableFuture<?> close() {
    CompletableFuture<CompletableFuture<?>> ends = new CompletableFuture<>();
    mailbox.put(
        () -> {
          closed = true;
          run.ifPresent(PodRun::abandon);
          ends.complete(run.<CompletableFuture<?>>map(PodRun::allExits).orElseGet(PodWorker::now));
        });
    return ends.thenCompose(all -> all);
  }

  private static CompletableFuture<?> now() {
    return CompletableFuture.completedFuture(null);
  }

  private void put(Runnable change) {
    mailbox.put(() -> change(change));
  }

  private void change(Runnable change) {
    if (closed) {
      return;
    }
    try {
      change.run();
      settle();
    } catch (KubernetesClientException e) {
      if (e.getCode() == UNPROCESSABLE || e.getCode() == BAD_REQUEST) {
        services.faults().accept(e);
      } else {
        // the server is away or overtaken by others; if the pod is gone, the watch says so soon
        services.later(AGAIN, this::lookAgain);
      }
    } catch (RuntimeException e) {
      services.faults().accept(e);
    }
  }

  private void settle() {
    if (document.isEmpty() && !begin()) {
      return;
    }
    if (run.isPresent()) {
      PodRun present = run.get();
      heedDeletion(present);
      present.advance();
      publish(present.record());
      if (present.record().over() && leaving() && grace() != 0) {
        services.api().deleteNow(pod);
      }
    }
  }

  /** Places the pod on the node; whether there is anything to run then. */
  private boolean begin() {
    String bound = pod.getSpec().getNodeName();
    boolean ours = services.options().nodeName().equals(bound);
    if (!ours && (bound != null || leaving() || !place())) {
      return false;
    }
    Instant now = Instant.now();
    PodAddress address = services.addresses().take();
    StatusDocument status = new StatusDocument(pod, address, now);
    document = Optional.of(status);
    PodRecord fresh = PodRecord.fresh(PodContainers.untried(pod));
    Optional<String> outputs = InstantPod.outputs(pod, services.options().instant());
    PodRecord first = outputs.map(text -> InstantPod.ended(fresh, text, now)).orElse(fresh);
    run = Optional.of(new PodRun(services, pod, address, first, this::put));
    return true;
  }

  private boolean place() {
    Optional<String> refusal = services.node().refusal(pod);
    if (refusal.isPresent()) {
      ObjectNode patch = TestNode.unschedulable(pod, refusal.get());
      if (!written.equals(Optional.of(patch))) {
        services.api().patchStatus(pod, patch);
        written = Optional.of(patch);
      }
      return false;
    }
    return services.api().bind(pod);
  }

  private void heedDeletion(PodRun present) {
    if (leaving()) {
      present.end(Ending.DELETED, Duration.ofSeconds(grace()));
    }
  }

  private boolean leaving() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private long grace() {
    Long seconds = pod.getMetadata().getDeletionGracePeriodSeconds();
    return seconds == null ? 0 : seconds;
  }

  private void publish(PodRecord record) {
    Long generation = pod.getMetadata().getGeneration();
    ObjectNode patch =
        document.orElseThrow().patch(record, generation == null ? 1 : generation, Instant.now());
    if (!written.equals(Optional.of(patch))) {
      services.api().patchStatus(pod, patch);
      written = Optional.of(patch);
    }
  }
}
