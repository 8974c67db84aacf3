package dev.phaserollout.kubelet;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What the pods of one kubelet share.
 *
 * @param files the folder of the kubelet
 * @param threads run the mailboxes
 * @param timer runs nothing but short hand-overs to mailboxes
 * @param faults hears of defects of the kubelet itself
 */
record NodeServices(
    KubernetesClient client,
    PodApi api,
    TestNode node,
    KubeletOptions options,
    Path files,
    PodAddress.Pool addresses,
    Executor threads,
    ScheduledExecutorService timer,
    Consumer<RuntimeException> faults) {

  void later(Duration delay, Runnable action) {
    Future<?> unused = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
