package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binaries;
import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.process.RunDirectory;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A real kube-apiserver on a free port of the loopback interface: RBAC on, default admission
 * (service accounts included), a certificate that it signs itself, and an audit log of every write.
 */
final class ApiServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final int PORTS_TO_TRY = 5;

  private final SupervisedProcess process;
  private final Endpoint endpoint;

  private ApiServer(SupervisedProcess process, Endpoint endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server and returns when it is ready. A port that was free a moment ago may be taken
   * by somebody else before the server binds it; then the next one is tried.
   */
  static ApiServer start(
      Binaries binaries,
      RunDirectory run,
      ServiceAccountKeys keys,
      Tokens tokens,
      SupervisedProcess etcd,
      IntSupplier ports) {
    tokens.write(run.resolve("tokens.csv"));
    AuditLog.writePolicy(run.resolve("audit-policy.yaml"));
    for (int tried = 1; ; tried++) {
      int port = ports.getAsInt();
      SupervisedProcess process = launch(binaries, run, keys, port);
      try {
        return new ApiServer(process, awaitReady(process, etcd, run, port, tokens));
      } catch (RuntimeException e) {
        boolean portTaken = process.output().contains("address already in use");
        process.close();
        if (!portTaken || tried == PORTS_TO_TRY) {
          throw e;
        }
      }
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  SupervisedProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static SupervisedProcess launch(
      Binaries binaries, RunDirectory run, ServiceAccountKeys keys, int port) {
    return SupervisedProcess.start(
        "kube-apiserver",
        List.of(
            binaries.path(Binary.KUBE_APISERVER).toString(),
            "--etcd-servers=" + Etcd.URL,
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--endpoint-reconciler-type=none",
            "--cert-dir=certificates",
            "--token-auth-file=tokens.csv",
            "--anonymous-auth=false",
            "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + keys.publicKey(),
            "--service-account-signing-key-file=" + keys.privateKey(),
            "--service-cluster-ip-range=10.96.0.0/16",
            "--audit-policy-file=audit-policy.yaml",
            "--audit-log-path=" + AuditLog.FILE,
            // In mebibytes; by default it goes on in another file after 100, out of our sight.
            "--audit-log-maxsize=4096"),
        run.path(),
        Map.of(),
        run.resolve("kube-apiserver.log"));
  }

  private static Endpoint awaitReady(
      SupervisedProcess process,
      SupervisedProcess etcd,
      RunDirectory run,
      int port,
      Tokens tokens) {
    Path certificates = run.resolve("certificates").resolve("apiserver.crt");
    Startup.await(process, List.of(etcd), READY_WITHIN, () -> isWritten(certificates));
    Endpoint endpoint = new Endpoint("https://127.0.0.1:" + port, certificates);
    try (KubernetesClient client = Clients.impatient(endpoint, tokens.of(User.ADMIN))) {
      Startup.await(process, List.of(etcd), READY_WITHIN, () -> isReady(client));
    }
    return endpoint;
  }

  /** The file holds the server's certificate and the one that signed it. */
  private static boolean isWritten(Path certificates) throws IOException {
    return Files.exists(certificates)
        && Files.readString(certificates).split("END CERTIFICATE", -1).length == 3;
  }

  private static boolean isReady(KubernetesClient client) {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }
}
