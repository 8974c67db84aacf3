package dev.phaserollout.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and where in it, as kubectl is told so. */
final class ClusterOptions {

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "where the rollout is (default: the namespace of the context)")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "of the kubeconfig (default: its current one)")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "says where clusters are (default: KUBECONFIG, then ~/.kube/config)")
  private @Nullable Path kubeconfig;

  /** Whether the call says that it means a cluster. */
  boolean given() {
    return namespace != null || context != null || kubeconfig != null;
  }

  /**
   * The cluster that is meant; nothing is asked of it yet.
   *
   * @throws Refusal where there is no such file or context
   */
  Cluster open(Session session) {
    Config config = config(session);
    config.setUserAgent("phaserollout/" + Version.current());
    String fallback = config.getNamespace() == null ? "default" : config.getNamespace();
    return Cluster.of(config, Optional.ofNullable(namespace).orElse(fallback));
  }

  private Config config(Session session) {
    Optional<File> file = file(session);
    Config config =
        file.map(known -> Config.fromKubeconfig(context, known))
            .orElseGet(() -> Config.autoConfigure(context));
    List<NamedContext> contexts = Optional.ofNullable(config.getContexts()).orElse(List.of());
    if (context != null && contexts.stream().noneMatch(c -> context.equals(c.getName()))) {
      String known =
          contexts.isEmpty()
              ? "a kubeconfig that has it"
              : "one of "
                  + String.join(", ", contexts.stream().map(NamedContext::getName).toList());
      throw new Refusal(
          Exit.USAGE, "--context: found '" + context + "', expected " + known + "; write it so");
    }
    return config;
  }

  /** Several files, with separators between them, are the client's own affair. */
  private Optional<File> file(Session session) {
    if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
      throw new Refusal(
          Exit.USAGE,
          "--kubeconfig: found '"
              + kubeconfig
              + "', expected a file that can be read; write its path");
    }
    return Optional.ofNullable(kubeconfig)
        .or(() -> Optional.ofNullable(session.env().get("KUBECONFIG")).map(Path::of))
        .filter(Files::isRegularFile)
        .map(Path::toFile);
  }
}
