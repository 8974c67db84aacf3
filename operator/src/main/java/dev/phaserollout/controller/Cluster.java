package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.gate.ProvidedGates;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** The cluster as a reconciler sees and changes it. Exists once it is known what may be watched. */
record Cluster(ClusterSources sources, ClusterView view, EffectTools tools) {

  static Cluster watched(EventSourceContext<PhaseRollout> context, OperatorParts parts) {
    JobClock jobClock = new JobClock(parts.clock(), parts.telemetry()::podCreated);
    ClusterSources sources = new ClusterSources(context, jobClock);
    ClusterRollouts rollouts =
        new ClusterRollouts(context.getPrimaryCache(), parts.known(), parts.namespaces());
    parts
        .news()
        .tell(
            rollouts,
            waiting -> sources.call(waiting.getNamespace().orElseThrow(), waiting.getName()));
    Revisions revisions = new Revisions(parts.client());
    ClusterJobs jobs = new ClusterJobs(parts.client(), parts.manifests());
    ClusterPreflight preflight =
        new ClusterPreflight(
            parts.client(),
            parts.manifests(),
            parts.expressions(),
            new ProvidedGates(parts.providers()),
            parts.clock());
    Preflights preflights = new Preflights(parts.preflightThreads(), preflight::of, sources::call);
    Measurements measurements = new Measurements(parts.measurer(), sources::call, parts.clock());
    return new Cluster(
        sources,
        new ClusterView(
            sources,
            revisions,
            preflights,
            new Answers(sources::answersTo, new PolicyReader(parts.client(), parts.clock())),
            measurements,
            rollouts,
            parts.client(),
            parts.clock()),
        new EffectTools(
            parts.client(),
            jobs,
            revisions,
            preflights,
            measurements,
            sources,
            new LiveRollouts(parts.client()),
            new RunExpiry(jobs, revisions, sources)));
  }

  List<EventSource<?, PhaseRollout>> eventSources() {
    return sources.all();
  }
}
