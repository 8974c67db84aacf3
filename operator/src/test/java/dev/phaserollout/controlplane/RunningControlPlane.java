package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binaries;
import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.binaries.BinaryLocator;
import dev.phaserollout.controlplane.process.RunDirectory;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One etcd, one API server and one controller manager, and the ways to talk to them. Several can
 * run side by side.
 *
 * <p>There is no scheduler and no kubelet: pods are created and stay pending until a test writes
 * their status.
 */
public final class RunningControlPlane implements AutoCloseable {
  private static final Duration CONTROLLERS_WITHIN = Duration.ofSeconds(60);

  private final Parts parts;
  private final List<ProcessHandle> processes;
  private final Binaries binaries;
  private final RunDirectory run;
  private final Tokens tokens;
  private final Endpoint endpoint;
  private final KubernetesClient admin;

  private RunningControlPlane(
      Parts parts,
      Binaries binaries,
      Path temporary,
      IntSupplier ports,
      ControllerManager.Rate rate) {
    this.parts = parts;
    this.binaries = binaries;
    this.run = parts.add(RunDirectory.create(temporary));
    this.tokens = new Tokens();
    ServiceAccountKeys keys = ServiceAccountKeys.generate(run.path());
    SupervisedProcess etcd = parts.add(Etcd.start(binaries, run));
    ApiServer apiServer = parts.add(ApiServer.start(binaries, run, keys, tokens, etcd, ports));
    this.endpoint = apiServer.endpoint();
    Path identity = kubeconfig(Tokens.CONTROLLER_MANAGER);
    SupervisedProcess controllers =
        parts.add(ControllerManager.start(binaries, run, keys, endpoint, identity, rate));
    this.admin = parts.add(Clients.of(endpoint, tokens.of(User.ADMIN)));
    Startup.await(
        controllers,
        List.of(etcd, apiServer.process()),
        CONTROLLERS_WITHIN,
        () -> hasDefaultAccount("default"));
    this.processes =
        Stream.of(
                run.handles(), etcd.handles(), apiServer.process().handles(), controllers.handles())
            .flatMap(handles -> handles)
            .toList();
  }

  /**
   * Finds or makes the binaries, starts all parts and returns when the API server is ready and the
   * controllers work.
   *
   * @throws RuntimeException when that is not possible, with a message that says what was tried and
   *     how to mend it; nothing is left running then
   */
  public static RunningControlPlane start() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return start(BinaryLocator.standard(System.getenv()).locate(), temporary);
  }

  /**
   * The same, with a controller manager that is as slow as its default flags make it: 20 requests a
   * second, for all controllers together.
   */
  public static RunningControlPlane startWithDefaultRate() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return start(
        BinaryLocator.standard(System.getenv()).locate(),
        temporary,
        FreePort::find,
        ControllerManager.Rate.DEFAULT);
  }

  /** Starts all parts from given executables, with everything they write below a directory. */
  static RunningControlPlane start(Binaries binaries, Path temporary) {
    return start(binaries, temporary, FreePort::find);
  }

  /** The same, with the ports to try. */
  static RunningControlPlane start(Binaries binaries, Path temporary, IntSupplier ports) {
    return start(binaries, temporary, ports, ControllerManager.Rate.RAISED);
  }

  private static RunningControlPlane start(
      Binaries binaries, Path temporary, IntSupplier ports, ControllerManager.Rate rate) {
    Parts parts = new Parts();
    try {
      return new RunningControlPlane(parts, binaries, temporary, ports, rate);
    } catch (RuntimeException | Error e) {
      parts.closeAfter(e);
      throw e;
    }
  }

  /** The administrator's client; it belongs to the control plane and is not to be closed. */
  public KubernetesClient client() {
    return admin;
  }

  /** A new client of a user, to be closed by the caller. */
  public KubernetesClient client(User user) {
    return Clients.of(endpoint, tokens.of(user));
  }

  /** The administrator's kubectl. */
  public Kubectl kubectl() {
    return kubectl(User.ADMIN);
  }

  /** The kubectl of a user. */
  public Kubectl kubectl(User user) {
    return new Kubectl(binaries.path(Binary.KUBECTL), kubeconfig(user), run.path());
  }

  /** A kubeconfig file of a user, for programs; it lives as long as the control plane. */
  public Path kubeconfig(User user) {
    Path file = run.resolve("kubeconfig-" + UUID.randomUUID());
    return Kubeconfig.write(file, endpoint, user.name(), tokens.of(user));
  }

  /** What the API server was asked to write, by whom. */
  public AuditLog audit() {
    return new AuditLog(run.resolve(AuditLog.FILE));
  }

  /**
   * Makes a namespace with a name of its own, so that tests do not meet, and returns the name when
   * pods can be created there.
   *
   * @param purpose the first part of the name
   */
  public String newNamespace(String purpose) {
    Namespace wanted =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName(purpose + "-")
            .endMetadata()
            .build();
    String name = admin.resource(wanted).create().getMetadata().getName();
    Awaitility.await("default service account of " + name)
        .atMost(CONTROLLERS_WITHIN)
        .until(() -> hasDefaultAccount(name));
    return name;
  }

  /** Every process of this control plane, for those who want to see them go. */
  /** The processor time that etcd, API server and controller manager have taken so far. */
  public Duration processorTime() {
    return processes.stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  List<ProcessHandle> processes() {
    return processes;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Ends all parts and returns when no process, no port and no file of them is left. */
  @Override
  public void close() {
    parts.close();
  }

  private boolean hasDefaultAccount(String namespace) {
    return admin.serviceAccounts().inNamespace(namespace).withName("default").get() != null;
  }
}
