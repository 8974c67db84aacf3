package dev.phaserollout.kubelet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.phaserollout.controlplane.TestCertificate;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the API server asks a kubelet for {@code kubectl logs}: {@code
 * /containerLogs/<namespace>/<pod>/<container>}, with {@code follow=true} until the container ends.
 */
final class LogService implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final KubernetesClient client;
  private final Path kubelet;
  private final HttpsServer server;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Takes a port at once; asks are answered from the moment at which there is a certificate.
   *
   * @param threads what makes the certificate and answers
   */
  LogService(KubernetesClient client, Path kubelet, ExecutorService threads) {
    this.client = client;
    this.kubelet = kubelet;
    try {
      this.server = HttpsServer.create(new InetSocketAddress(PodAddress.HOST, 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/containerLogs/", this::answer);
    threads.execute(this::start);
  }

  private void start() {
    try {
      Path folder = Files.createDirectories(kubelet.resolve("certificate"));
      server.setHttpsConfigurator(
          new HttpsConfigurator(
              TestCertificate.make(folder, "kubelet", "IP:" + PodAddress.HOST).server()));
      server.start();
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException("no certificate for the logs of the test kubelet", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      tried.countDown();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/");
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      Pod pod = client.pods().inNamespace(path[2]).withName(path[3]).get();
      if (pod == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 0);
      Path log = new PodFolder(kubelet, pod.getMetadata()).log(path[4]);
      send(
          log,
          exchange.getResponseBody(),
          () -> query.contains("follow=true") && runs(pod, path[4]));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private interface More {
    boolean comes();
  }

  private void send(Path log, OutputStream out, More more)
      throws IOException, InterruptedException {
    if (!Files.exists(log)) {
      return;
    }
    try (InputStream lines = Files.newInputStream(log)) {
      boolean comes = true;
      while (comes) {
        comes = more.comes();
        lines.transferTo(out);
        out.flush();
        comes = comes && !closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private boolean runs(Pod seen, String container) {
    Pod now = client.resource(seen).get();
    return now != null
        && Stream.concat(
                now.getStatus().getInitContainerStatuses().stream(),
                now.getStatus().getContainerStatuses().stream())
            .filter(status -> status.getName().equals(container))
            .map(ContainerStatus::getState)
            .anyMatch(state -> state.getRunning() != null);
  }

  /** Waits for the certificate: the process that makes it writes into the kubelet's folder. */
  @Override
  public void close() {
    closed.countDown();
    try {
      tried.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
