package dev.phaserollout.gate;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.HttpSource;
import dev.phaserollout.api.OutputSource;
import dev.phaserollout.api.PrometheusSource;
import dev.phaserollout.api.ResourceSource;
import dev.phaserollout.api.SloSource;
import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import dev.phaserollout.gate.GateVerdict.Reasoned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one measurement: asks the one source of a gate, and judges what it says. Whatever happens,
 * the result is a measurement; nothing that could not be measured is ever a pass.
 */
public final class Measurer implements AutoCloseable {

  private final Providers providers;
  private final ProviderClients clients;
  private final RetentionReader retentions = new RetentionReader();
  private final ResourceReader resources;
  private final GateVerdict verdict;

  /**
   * A measurer that asks these.
   *
   * @param cluster answers gates that wait for a Kubernetes object
   */
  public Measurer(Providers providers, GateConditions conditions, ResourceReader cluster) {
    this.providers = providers;
    this.clients = new ProviderClients();
    this.resources = cluster;
    this.verdict = new GateVerdict(conditions);
  }

  /**
   * Takes a measurement. Returns at once but for reading the request, which takes some milliseconds
   * where a condition is seen for the first time.
   *
   * @return the measurement, never an exception; cancelling it gives up what is asked for it
   */
  public CompletableFuture<Measurement> measure(MeasurementRequest request) {
    CompletableFuture<SourceAnswer> answer = new CompletableFuture<>();
    Chain.into(answer, () -> ask(request));
    CompletableFuture<Measurement> measurement =
        answer
            .exceptionally(
                failure -> new SourceAnswer.Broken("could not be measured: " + why(failure)))
            .thenApply(said -> verdict.of(request.gate(), said, request.scope()))
            .exceptionally(
                defect -> new Reasoned(Verdict.ERROR, "", "could not be judged: " + why(defect)))
            .thenApply(
                reasoned ->
                    new Measurement(
                        request.now(),
                        reasoned.verdict(),
                        reasoned.value(),
                        reasoned.message(),
                        generated(request.gate())));
    Chain.whenDone(measurement, (result, failure) -> answer.cancel(true));
    return measurement;
  }

  /** With whole windows: those of one measurement are of no use a moment later. */
  private static String generated(Gate gate) {
    return gate.slo() == null ? "" : GateQuery.of(gate, Optional.empty()).orElse("");
  }

  private CompletableFuture<SourceAnswer> ask(MeasurementRequest request) {
    Gate gate = request.gate();
    PrometheusSource prometheus = gate.prometheus();
    SloSource slo = gate.slo();
    OutputSource output = gate.output();
    ResourceSource resource = gate.resource();
    HttpSource http = gate.http();
    if (prometheus != null) {
      return with(
          "prometheus.provider",
          prometheus.provider(),
          ProviderType.PROMETHEUS,
          provider ->
              PrometheusReader.read(
                  provider,
                  clients.of(provider),
                  prometheus.query(),
                  request.now(),
                  samples -> SeriesReduction.of(samples, prometheus.reduce())));
    }
    if (slo != null) {
      return with(
          "slo.provider",
          slo.provider(),
          ProviderType.PROMETHEUS,
          asked -> slo(slo, asked, request));
    }
    if (output != null) {
      return CompletableFuture.completedFuture(
          OutputValue.of(output, request.step(), request.scope()));
    }
    if (resource != null) {
      return resource(resource, request.namespace());
    }
    if (http != null) {
      return with(
          "http.provider", http.provider(), ProviderType.HTTP, provider -> http(http, provider));
    }
    return broken(
        gate.job() == null
            ? "the gate has no source that this version knows"
            : "a job gate is measured by its Job, and was asked for here");
  }

  private CompletableFuture<SourceAnswer> with(
      String field,
      @Nullable String name,
      ProviderType type,
      Function<Provider, CompletableFuture<SourceAnswer>> ask) {
    Providers.Lookup lookup = providers.find(field, name, type);
    return lookup
        .provider()
        .map(ask)
        .orElseGet(() -> broken(lookup.problem().map(problem -> problem.text()).orElse("")));
  }

  private CompletableFuture<SourceAnswer> slo(
      SloSource slo, Provider provider, MeasurementRequest request) {
    SloIndicator.Understood understood = SloIndicator.read(slo);
    if (understood.indicator().isEmpty()) {
      return broken(
          understood
              .unfit()
              .map(unfit -> "slo." + unfit.field() + " " + unfit.fault().message())
              .orElse(""));
    }
    SloIndicator indicator = understood.indicator().get();
    Optional<Duration> age =
        request.phaseStartedAt().map(start -> Duration.between(start, request.now()));
    SloPlan plan = SloPlan.of(slo, age);
    return Chain.thenAsk(
        retention(plan, provider, request.now()),
        retention ->
            PrometheusReader.read(
                provider,
                clients.of(provider),
                SloQuery.text(indicator, plan),
                request.now(),
                samples ->
                    SloJudgement.of(plan, SloQuery.read(indicator, plan, samples), retention)));
  }

  /** Asked for only where a window is long enough for it to matter. */
  private CompletableFuture<Retention> retention(SloPlan plan, Provider provider, Instant at) {
    return plan.windows().last().compareTo(Retention.ALWAYS_KEPT) <= 0
        ? CompletableFuture.completedFuture(
            new Retention.Known(provider.name(), Retention.ALWAYS_KEPT))
        : retentions.of(provider, clients.of(provider), at);
  }

  private CompletableFuture<SourceAnswer> http(HttpSource source, Provider provider) {
    return Chain.after(
        clients.of(provider).get(Optional.ofNullable(source.path()).orElse("")),
        answer -> http(source, provider, answer));
  }

  private static SourceAnswer http(HttpSource source, Provider provider, HttpAnswer answer) {
    String who = "provider '" + provider.name() + "' ";
    if (answer instanceof HttpAnswer.Failed failed) {
      return new SourceAnswer.Broken(who + failed.why());
    }
    HttpAnswer.Answered answered = (HttpAnswer.Answered) answer;
    if (answered.status() != 200) {
      return new SourceAnswer.Broken(who + answered.unexpectedStatus());
    }
    return answered
        .json()
        .map(json -> JsonValue.at(source.jsonPath(), json))
        .orElseGet(() -> new SourceAnswer.Broken(who + "answered with what is no JSON"));
  }

  private CompletableFuture<SourceAnswer> resource(ResourceSource source, String namespace) {
    return resources
        .read(namespace, source.apiVersion(), source.kind(), source.name())
        .thenApply(
            found ->
                found
                    .<SourceAnswer>map(Kstatus::judge)
                    .orElseGet(
                        () ->
                            new SourceAnswer.Unclear(
                                "there is no " + source.kind() + " " + source.name() + " here")))
        .toCompletableFuture();
  }

  private static CompletableFuture<SourceAnswer> broken(String why) {
    return CompletableFuture.completedFuture(new SourceAnswer.Broken(why));
  }

  private static String why(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable told = failure instanceof CompletionException && cause != null ? cause : failure;
    return OneLine.of(
        Optional.ofNullable(told.getMessage()).orElse(told.getClass().getSimpleName()));
  }

  /** Ends what is under way and frees the threads. */
  @Override
  public void close() {
    clients.close();
  }
}
