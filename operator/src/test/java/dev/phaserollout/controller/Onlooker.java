package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at rollouts and does nothing. */
final class Onlooker implements Reconciler<PhaseRollout> {

  final CompletableFuture<ClusterSources> sources = new CompletableFuture<>();
  final AtomicInteger looks = new AtomicInteger();

  /** An operator, not started yet, that has it look at the rollouts of these namespaces. */
  Operator in(KubernetesClient client, Set<String> namespaces) {
    Operator operator =
        new Operator(config -> config.withKubernetesClient(client).withCloseClientOnStop(false));
    operator.register(this, config -> config.withName("onlooker").settingNamespaces(namespaces));
    return operator;
  }

  @Override
  public List<EventSource<?, PhaseRollout>> prepareEventSources(
      EventSourceContext<PhaseRollout> context) {
    sources.complete(new ClusterSources(context, new JobClock(Clock.systemUTC(), created -> {})));
    return sources.join().all();
  }

  @Override
  public UpdateControl<PhaseRollout> reconcile(
      PhaseRollout rollout, Context<PhaseRollout> context) {
    looks.incrementAndGet();
    return UpdateControl.noUpdate();
  }
}
