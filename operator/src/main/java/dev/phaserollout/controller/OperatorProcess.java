package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.gate.GateConditions;
import dev.phaserollout.gate.Measurer;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator that runs: what it is made of, in the order in which it is started and stopped. Ends
 * no JVM; whoever started it does, when {@code lost} is called.
 */
public final class OperatorProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

  private static final int PREFLIGHT_THREADS = 4;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4";

  /** What is under way when the operator stops gets this long to end. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** However long nothing happens, every rollout is looked at again after this. */
  private static final Duration LOOK_AT_THE_LATEST = Duration.ofMinutes(5);

  private final OperatorSettings settings;
  private final KubernetesClient client;
  private final Probes probes;
  private final Health health;
  private final Leadership leadership;
  private final ClusterEvents events;
  private final Telemetry telemetry;
  private final ExecutorService preflightThreads;
  private final Measurer measurer;
  private final Operator operator;

  private OperatorProcess(
      OperatorSettings settings,
      KubernetesClient client,
      Outlets outlets,
      Expressions expressions,
      Clock clock,
      Runnable lost)
      throws IOException {
    this.settings = settings;
    this.client = client;
    Looks looks = new Looks(clock);
    this.health = new Health(looks);
    this.probes = Probes.open(settings.port());
    this.leadership = new Leadership(settings.lease(), lost);
    this.events = new ClusterEvents(client, outlets.instance());
    this.telemetry = Telemetry.start(outlets.registry(), outlets.environment(), events, clock);
    this.preflightThreads =
        Executors.newFixedThreadPool(PREFLIGHT_THREADS, Daemon.threads("phaserollout-preflight"));
    this.measurer =
        new Measurer(
            settings.providers(),
            new GateConditions(),
            new ClusterObjects(client, preflightThreads));
    this.operator = new Operator(this::configure);
    KnownRollouts known = new KnownRollouts();
    RolloutNews news = new RolloutNews();
    OperatorParts parts =
        new OperatorParts(
            client,
            new JobManifest(settings.podSecurity(), settings.agent()),
            expressions,
            preflightThreads,
            settings.providers(),
            measurer,
            known,
            news,
            settings.namespaces(),
            telemetry,
            looks,
            leadership::leads,
            clock);
    operator.register(new PhaseRolloutReconciler(parts), config -> configure(config, known, news));
    probes.check("/livez", health::alive);
    probes.check("/readyz", health::ready);
    probes.page("/metrics", METRICS_TYPE, outlets.metricsPage());
    probes.start();
  }

  /**
   * Starts an operator; returns once it watches, or waits for the lease.
   *
   * @param client is used and not closed
   * @param outlets where it tells about itself
   * @param lost called from any thread when the lease was lost: the process has to end then
   * @throws IllegalArgumentException when the environment asks for traces in a way that cannot be
   *     done
   * @throws IOException when the port cannot be had
   * @throws KubernetesClientException when rollouts or answers cannot be read, such as without
   *     their CRDs
   * @throws OperatorException when something else that is to be watched cannot be
   */
  public static OperatorProcess start(
      OperatorSettings settings,
      KubernetesClient client,
      Outlets outlets,
      Expressions expressions,
      Clock clock,
      Runnable lost)
      throws IOException {
    readSomething(settings, client);
    OperatorProcess process =
        new OperatorProcess(settings, client, outlets, expressions, clock, lost);
    try {
      process.operator.start();
    } catch (RuntimeException refused) {
      process.close();
      throw refused;
    }
    process.health.started(process.operator.getRuntimeInfo());
    LOG.atInfo()
        .addKeyValue("namespaces", settings.namespaces().isEmpty() ? "all" : settings.namespaces())
        .addKeyValue("port", process.port())
        .log("Started");
    return process;
  }

  /** The framework tells the same with far more words, and much later. */
  private static void readSomething(OperatorSettings settings, KubernetesClient client) {
    ListOptions one = new ListOptionsBuilder().withLimit(1L).build();
    for (Class<? extends HasMetadata> kind : List.of(PhaseRollout.class, PhaseApproval.class)) {
      if (settings.namespaces().isEmpty()) {
        client.resources(kind).inAnyNamespace().list(one);
      }
      for (String namespace : settings.namespaces()) {
        client.resources(kind).inNamespace(namespace).list(one);
      }
    }
  }

  /** Where health and metrics are served. */
  public int port() {
    return probes.port();
  }

  /** Whether it may write. */
  public boolean leads() {
    return leadership.leads();
  }

  private void configure(ConfigurationServiceOverrider config) {
    config
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(settings.threads())
        .withReconciliationTerminationTimeout(GRACE)
        .withStopOnInformerErrorDuringStartup(true)
        .withInformerStoppedHandler(
            (informer, why) -> {
              if (why != null) {
                health.watchStopped(informer.getApiTypeClass().getSimpleName(), why);
              }
            })
        .withUseSSAToPatchPrimaryResource(false)
        .withResourceCloner(new ReadOnlyClone(client.getKubernetesSerialization()));
    leadership.configuration().ifPresent(config::withLeaderElectionConfiguration);
  }

  private void configure(
      ControllerConfigurationOverrider<PhaseRollout> config,
      KnownRollouts known,
      RolloutNews news) {
    config
        .withName("phaserollout")
        .withGenerationAware(false)
        .withGenericFilter(
            rollout -> {
              news.perhapsGone(rollout);
              return true;
            })
        .withOnAddFilter(
            rollout -> {
              news.added(rollout);
              return true;
            })
        .withOnUpdateFilter(
            (now, before) -> {
              news.updated(now, before);
              return !known.isOwnWrite(now);
            })
        .withRetry(untilItWorks())
        .withReconciliationMaxInterval(LOOK_AT_THE_LATEST);
    if (settings.namespaces().isEmpty()) {
      config.watchingAllNamespaces();
    } else {
      config.settingNamespaces(settings.namespaces());
    }
  }

  private static Retry untilItWorks() {
    return new GenericRetry()
        .setInitialInterval(500)
        .setIntervalMultiplier(2)
        .setMaxInterval(30_000)
        .withoutMaxAttempts();
  }

  /** Lets what is under way end, then gives the lease back. */
  @Override
  public void close() {
    leadership.stopping();
    try {
      operator.stop();
    } finally {
      leadership.release(client);
      telemetry.close();
      events.close();
      measurer.close();
      preflightThreads.shutdownNow();
      probes.close();
    }
  }
}
