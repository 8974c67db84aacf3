package dev.phaserollout.kubelet;

import dev.phaserollout.controlplane.process.RunDirectory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node for tests: takes the pending pods of the cluster, runs the commands of their containers as
 * processes of this machine and writes the status that a kubelet writes. Several can run side by
 * side; a pod goes to the one that binds it first.
 */
public final class TestKubelet implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int GONE_WITHIN_SECONDS = 60;

  private final KubernetesClient client;
  private final KubeletOptions options;
  private final RunDirectory files;
  private final TestNode node;
  private final NodeServices services;
  private final LogService logs;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> pods;
  private volatile boolean lost;

  private TestKubelet(KubernetesClient client, KubeletOptions options) {
    this.client = client;
    this.options = options;
    this.files = RunDirectory.create(Path.of(System.getProperty("java.io.tmpdir")));
    this.node = new TestNode(client, options);
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, work -> daemon(work, "test-kubelet-" + count.incrementAndGet()));
    this.timer =
        Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "test-kubelet-timer"));
    this.services =
        new NodeServices(
            client,
            new PodApi(client, options.nodeName()),
            node,
            options,
            files.path(),
            new PodAddress.Pool(),
            threads,
            timer,
            faults::add);
    this.logs = new LogService(client, files.path(), threads);
    try {
      node.register(logs.port());
      this.pods = client.pods().inAnyNamespace().inform(new PodEvents(this::seen, this::vanished));
    } catch (RuntimeException e) {
      logs.close();
      files.close();
      throw e;
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Starts a node that takes the pods of all namespaces. */
  public static TestKubelet start(KubernetesClient admin) {
    return start(admin, KubeletOptions.standard());
  }

  /**
   * Registers the node and returns when it takes pods.
   *
   * @param admin a client that may do everything; it is not closed, and must outlive the kubelet
   */
  public static TestKubelet start(KubernetesClient admin, KubeletOptions options) {
    return new TestKubelet(admin, options);
  }

  /** The name of the {@code Node}. */
  public String nodeName() {
    return options.nodeName();
  }

  /** Everything that the kubelet keeps on disk; it is gone when the kubelet is closed. */
  Path files() {
    return files.path();
  }

  /**
   * What a container has printed so far, all of its lives together. It can be read until the
   * kubelet is closed, also when the pod is gone.
   *
   * @param pod as it was read from the server: its uid counts
   */
  public String log(Pod pod, String container) {
    Path log = new PodFolder(files.path(), pod.getMetadata()).log(container);
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + container, e);
    }
  }

  /**
   * Evicts a pod as {@code kubectl drain} does: the API server marks it with {@code
   * DisruptionTarget} and deletes it.
   *
   * @throws IllegalStateException when a disruption budget forbids it
   */
  public void evict(Pod pod) {
    Evictions.evict(client, pod);
  }

  /** Takes no new pods and evicts those that have not ended, until {@link #uncordon}. */
  public void drain() {
    node.cordon(true);
    pods.getStore().list().stream()
        .filter(pod -> options.nodeName().equals(pod.getSpec().getNodeName()))
        .filter(pod -> !PodEvents.ended(pod) && pod.getMetadata().getDeletionTimestamp() == null)
        .forEach(this::evict);
  }

  /** Takes pods again after {@link #drain}, those that have waited first. */
  public void uncordon() {
    node.cordon(false);
    workers.values().forEach(PodWorker::lookAgain);
  }

  /**
   * Ends as a machine does whose power is cut: the processes are gone, nobody tells the API server,
   * and the {@code Node} is taken out of the cluster. The pods stay as they were written last until
   * the garbage collector of the control plane fails them, some 40 to 80 seconds later.
   */
  public void loseNode() {
    stop();
    node.remove();
    lost = true;
  }

  /**
   * Kills all processes, removes all files and the {@code Node}, and returns when they are gone.
   * Pods that have not ended stay as they are.
   *
   * @throws IllegalStateException when the kubelet has met a defect of its own on the way
   */
  @Override
  public void close() {
    try {
      if (!lost) {
        loseNode();
      }
    } finally {
      files.close();
    }
    if (!faults.isEmpty()) {
      IllegalStateException all =
          new IllegalStateException("the test kubelet failed: " + faults.peek().getMessage());
      faults.forEach(all::addSuppressed);
      throw all;
    }
  }

  private void stop() {
    pods.close();
    logs.close();
    List<? extends CompletableFuture<?>> ends =
        workers.values().stream().map(PodWorker::close).toList();
    CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
        .orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS)
        .join();
    timer.shutdownNow();
    threads.shutdown();
    LeftBehind.end(files.path());
  }

  private void seen(Pod pod) {
    String uid = pod.getMetadata().getUid();
    PodWorker known = workers.get(uid);
    if (known == null && isOurs(pod)) {
      known = new PodWorker(services, pod);
      workers.put(uid, known);
    }
    if (known != null) {
      known.seen(pod);
    }
  }

  private void vanished(Pod pod) {
    String uid = pod.getMetadata().getUid();
    PodWorker known = workers.get(uid);
    if (known != null) {
      CompletableFuture<?> unused = known.close().thenRun(() -> workers.remove(uid));
    }
  }

  private boolean isOurs(Pod pod) {
    String bound = pod.getSpec().getNodeName();
    boolean free =
        bound == null
            && options.namespaces().test(pod.getMetadata().getNamespace())
            && "default-scheduler".equals(pod.getSpec().getSchedulerName());
    return !PodEvents.ended(pod) && (free || options.nodeName().equals(bound));
  }
}
