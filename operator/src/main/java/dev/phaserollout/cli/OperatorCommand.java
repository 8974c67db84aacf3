package dev.phaserollout.cli;

import dev.phaserollout.controller.ApiConnections;
import dev.phaserollout.controller.OperatorProcess;
import dev.phaserollout.controller.OperatorSettings;
import dev.phaserollout.controller.Outlets;
import dev.phaserollout.controller.WatchedOnce;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.telemetry.ApiCalls;
import dev.phaserollout.telemetry.LogSetup;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code phaserollout operator}: the controller, as the chart deploys it. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the rollouts of a cluster: every step is a Job, and the status keeps what is done.",
      "It takes the cluster that it runs in, or else the current context of your kubeconfig. Every"
          + " option can be an environment variable too: --lease-name is PHASEROLLOUT_LEASE_NAME."
    })
final class OperatorCommand implements Verb {

  /** A request that the client repeats ten times, as it would, holds up a reconcile thread. */
  private static final int REQUEST_RETRIES = 2;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description =
          "watch only this one; once for each (PHASEROLLOUT_NAMESPACES: with commas between)")
  private List<String> namespaces = new ArrayList<>();

  @Option(names = "--leader-election", description = "share a lease with other replicas")
  private boolean leaderElection;

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      description = "the lease (default: phaserollout-operator)")
  private @Nullable String leaseName;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NAMESPACE",
      description = "where the lease is (default: where the operator runs)")
  private @Nullable String leaseNamespace;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "of /metrics, /livez and /readyz; 0 for any (default: 8080)")
  private @Nullable String port;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "how many rollouts are looked at at once (default: 32)")
  private @Nullable String threads;

  @Option(
      names = "--pod-security-context",
      paramLabel = "JSON",
      description =
          "of the pods of steps (default: user, group and fsGroup 65532; {} where the cluster"
              + " assigns them)")
  private @Nullable String podSecurityContext;

  @Option(
      names = "--agent-image",
      paramLabel = "IMAGE",
      description =
          "what does the Git work beside steps: the image of the operator (default:"
              + " localhost/phaserollout and its version)")
  private @Nullable String agentImage;

  @Option(
      names = "--agent-pull-policy",
      paramLabel = "POLICY",
      description = "Always, IfNotPresent or Never (default: what Kubernetes takes for the image)")
  private @Nullable String agentPullPolicy;

  @Option(
      names = "--agent-resources",
      paramLabel = "JSON",
      description = "requests and limits of the agent's containers (default: none)")
  private @Nullable String agentResources;

  @Option(
      names = "--providers",
      paramLabel = "FILE",
      description = "the servers that gates may ask, as YAML (default: none)")
  private @Nullable String providers;

  @Override
  @SuppressWarnings("try") // signals and process are held open until the end, and closed
  public Exit run(Session session) throws Exception {
    Config config = clusterConfig();
    OperatorSettings settings = settings(session, config);
    logTo(session);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String replica = session.env().getOrDefault("HOSTNAME", "phaserollout");
    Outlets outlets = new Outlets(registry, registry::scrape, session.env(), replica);
    CompletableFuture<Exit> end = new CompletableFuture<>();
    try (KubernetesClient client = client(config, registry);
        StopSignals signals = new StopSignals(by -> end.complete(Exit.SUCCEEDED));
        OperatorProcess process =
            start(settings, client, outlets, session, () -> end.complete(Exit.FAILED))) {
      return end.get();
    }
  }

  private static void logTo(Session session) {
    try {
      LogSetup.install(session.env(), session.out());
    } catch (IllegalArgumentException refused) {
      throw new Refusal(Exit.USAGE, String.valueOf(refused.getMessage()));
    }
  }

  private static KubernetesClient client(Config config, MeterRegistry registry) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new ApiConnections())
        .withKubernetesSerialization(new WatchedOnce())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("api-calls", new ApiCalls(registry)))
        .build();
  }

  private OperatorSettings settings(Session session, Config config) {
    OperatorOptions options = new OperatorOptions(session.env(), config.getNamespace());
    return new OperatorSettings(
        options.namespaces(namespaces),
        options.lease(leaderElection, leaseName, leaseNamespace),
        options.port(port),
        options.threads(threads),
        options.podSecurity(podSecurityContext),
        options.agent(agentImage, agentPullPolicy, agentResources),
        options.providers(providers));
  }

  private static Config clusterConfig() {
    Config config = Config.autoConfigure(null);
    config.setRequestRetryBackoffLimit(REQUEST_RETRIES);
    config.setUserAgent("phaserollout-operator/" + Version.current());
    return config;
  }

  private static OperatorProcess start(
      OperatorSettings settings,
      KubernetesClient client,
      Outlets outlets,
      Session session,
      Runnable lost) {
    try {
      return OperatorProcess.start(
          settings, client, outlets, new CelExpressions(), session.clock(), lost);
    } catch (IllegalArgumentException refused) {
      throw new Refusal(Exit.USAGE, String.valueOf(refused.getMessage()));
    } catch (IOException taken) {
      throw new Refusal(
          Exit.FAILED,
          "--port: found "
              + settings.port()
              + ", expected one that is free ("
              + taken.getMessage()
              + "); name another, or 0 for any");
    } catch (OperatorException | KubernetesClientException refused) {
      throw new Refusal(Exit.FAILED, StartFault.words(client, settings, refused));
    }
  }
}
