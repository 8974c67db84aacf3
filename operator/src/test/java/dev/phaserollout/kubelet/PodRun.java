package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerLauncher.Launch;
import dev.phaserollout.kubelet.ContainerState.Running;
import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import dev.phaserollout.kubelet.PodRecord.Ending;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The processes of one pod, moved as {@link PodRules} decides. Not for several threads: whatever
 * comes in later (an exit, a timer) comes through the mailbox of the pod.
 */
final class PodRun {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
  private static final Duration PULL_BACK_OFF = Duration.ofSeconds(1);

  private final NodeServices services;
  private final Pod pod;
  private final Consumer<Runnable> mailbox;
  private final PodFolder folder;
  private final PodVolumes volumes;
  private final ContainerLauncher launcher;
  private final Map<String, ContainerProcess> processes = new LinkedHashMap<>();
  private PodRecord record;
  private boolean mountWaits;
  private Optional<String> mountFault = Optional.empty();
  private Optional<Instant> killAt = Optional.empty();

  PodRun(
      NodeServices services,
      Pod pod,
      PodAddress address,
      PodRecord first,
      Consumer<Runnable> mailbox) {
    this.services = services;
    this.pod = pod;
    this.mailbox = mailbox;
    this.record = first;
    this.folder = new PodFolder(services.files(), pod.getMetadata());
    ConfigObjects objects = new ConfigObjects(services.client(), pod.getMetadata().getNamespace());
    PodFields fields = new PodFields(pod, address, services.options().nodeName());
    this.volumes =
        new PodVolumes(pod, folder, objects, fields, new ServiceAccountTokens(services.client()));
    this.launcher =
        new ContainerLauncher(
            pod, folder, volumes, new ContainerEnvironment(objects, fields), services.options());
    Long deadline = pod.getSpec().getActiveDeadlineSeconds();
    if (deadline != null && !first.over()) {
      later(Duration.ofSeconds(deadline), () -> end(Ending.DEADLINE, ownGrace()));
    }
  }

  PodRecord record() {
    return record;
  }

  /** Starts no container any more, asks those that run to end, and kills what is left later. */
  void end(Ending why, Duration grace) {
    if (record.over()) {
      return;
    }
    record = record.endingBy(why);
    Instant at = Instant.now().plus(grace);
    if (killAt.isEmpty() || at.isBefore(killAt.get())) {
      killAt = Optional.of(at);
      later(grace, this::killAll);
    }
  }

  /** Kills everything; the record does not matter any more. */
  void abandon() {
    record = record.endingBy(Ending.DELETED);
    killAll();
    CompletableFuture<?> unused = allExits().thenRun(folder::remove);
  }

  CompletableFuture<?> allExits() {
    return CompletableFuture.allOf(
        processes.values().stream()
            .map(ContainerProcess::exit)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Does all that the record asks for by now. */
  void advance() {
    PodRecord before;
    do {
      before = record;
      advanceOnce();
    } while (!record.equals(before));
  }

  private void advanceOnce() {
    if (record.over()) {
      return;
    }
    Optional<Ending> ending = PodRules.ending(record);
    if (ending.isPresent() && record.ending().isEmpty()) {
      end(ending.get(), ownGrace());
    } else if (PodRules.stopped(record)) {
      record = record.ended(PodRules.lastWords(record));
      folder.remove();
    } else if (record.ending().isPresent()) {
      PodRules.toAsk(record).forEach(this::ask);
    } else if (!record.sandbox()) {
      prepare();
    } else {
      PodRules.toStart(record).forEach(this::start);
      PodRules.toRestart(record).forEach(this::restart);
    }
  }

  private void prepare() {
    if (mountWaits) {
      return;
    }
    try {
      folder.make();
      volumes.make();
      record = record.withSandbox();
    } catch (ConfigFault fault) {
      mountWaits = true;
      later(TRY_AGAIN, () -> mountWaits = false);
      if (!mountFault.equals(Optional.of(fault.getMessage()))) {
        mountFault = Optional.of(fault.getMessage());
        services.api().warn(pod, "FailedMount", fault.getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of " + name(), e);
    }
  }

  private void start(String container) {
    Container spec = PodContainers.spec(pod, container);
    Launch launch;
    try {
      launch = launcher.start(spec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + container + " of " + name(), e);
    }
    ContainerState state = launch.state();
    if (state instanceof Waiting waiting) {
      record = record.with(container, one -> one.in(waiting));
      waitFor(spec, waiting);
    } else {
      record = record.with(container, one -> one.started("test://" + UUID.randomUUID(), state));
    }
    launch.process().ifPresent(process -> watch(container, process, (Running) state));
  }

  private void watch(String container, ContainerProcess process, Running running) {
    processes.put(container, process);
    CompletableFuture<?> unused =
        process
            .exit()
            .thenAccept(code -> mailbox.accept(() -> exited(container, code, running.startedAt())));
    if (outOfMemory(container)) {
      process.kill();
    }
  }

  /** What a container waits for may come: it is tried again, as a kubelet does. */
  private void waitFor(Container spec, Waiting waiting) {
    switch (waiting.reason()) {
      case "ErrImagePull" ->
          later(
              PULL_BACK_OFF,
              () -> ifStill(spec, waiting, ContainerLauncher.pullingLater(spec, waiting)));
      case "CreateContainerConfigError" -> startLater(TRY_AGAIN, spec.getName());
      default -> {
        // the spec of a pod does not change, and neither do the images of this node
      }
    }
  }

  private void ifStill(Container spec, Waiting present, Waiting next) {
    if (record.container(spec.getName()).state().equals(present)) {
      record = record.with(spec.getName(), one -> one.in(next));
    }
  }

  private void restart(String container) {
    RestartBackOff backOff = RestartBackOff.after(record.container(container).restarts());
    if (backOff.delay().isZero()) {
      start(container);
      return;
    }
    record = record.with(container, one -> one.backingOff(backOff.waiting(pod, container)));
    startLater(backOff.delay(), container);
  }

  private void startLater(Duration wait, String container) {
    later(
        wait,
        () -> {
          if (record.ending().isEmpty()) {
            start(container);
          }
        });
  }

  private void exited(String container, int code, Instant startedAt) {
    processes.remove(container);
    Container spec = PodContainers.spec(pod, container);
    String message =
        TerminationMessage.read(
            folder.terminationMessage(container),
            folder.log(container),
            code,
            "FallbackToLogsOnError".equals(spec.getTerminationMessagePolicy()),
            record.containers().size());
    Terminated end = Terminated.ended(code, message, startedAt, Instant.now());
    record =
        record.with(container, one -> one.in(outOfMemory(container) ? end.outOfMemory() : end));
  }

  private boolean outOfMemory(String container) {
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    return annotations != null && container.equals(annotations.get(KubeletOptions.OUT_OF_MEMORY));
  }

  private void ask(String container) {
    record = record.with(container, ContainerRecord::askedToEnd);
    ContainerProcess process = processes.get(container);
    if (process != null) {
      process.term();
    }
  }

  private void killAll() {
    processes.values().forEach(ContainerProcess::kill);
  }

  private Duration ownGrace() {
    return Duration.ofSeconds(pod.getSpec().getTerminationGracePeriodSeconds());
  }

  private void later(Duration delay, Runnable action) {
    services.later(delay, () -> mailbox.accept(action));
  }

  private String name() {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }
}
