package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binaries;
import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.process.RunDirectory;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real kube-controller-manager: service accounts, garbage collection, Jobs, namespaces and
 * whatever else needs neither a node nor a cloud. It may ask the API server far more often than by
 * default, where Jobs would wait for it.
 */
final class ControllerManager {
  /** What would fight a test's pretended nodes and volumes, or wait for a cloud. */
  private static final List<String> OFF =
      List.of(
          "cloud-node-lifecycle-controller",
          "device-taint-eviction-controller",
          "node-ipam-controller",
          "node-lifecycle-controller",
          "node-route-controller",
          "persistentvolume-attach-detach-controller",
          "persistentvolume-binder-controller",
          "persistentvolume-expander-controller",
          "service-lb-controller",
          "taint-eviction-controller");

  /** How many requests a second the controllers may make. */
  enum Rate {
    /** What the flags' defaults say. */
    DEFAULT(List.of()),
    /** Enough for tests never to wait for it. */
    RAISED(List.of("--kube-api-qps=1000", "--kube-api-burst=2000"));

    private final List<String> flags;

    Rate(List<String> flags) {
      this.flags = flags;
    }
  }

  private ControllerManager() {}

  static SupervisedProcess start(
      Binaries binaries,
      RunDirectory run,
      ServiceAccountKeys keys,
      Endpoint endpoint,
      Path kubeconfig,
      Rate rate) {
    List<String> command =
        List.of(
            binaries.path(Binary.KUBE_CONTROLLER_MANAGER).toString(),
            "--kubeconfig=" + kubeconfig,
            "--controllers=*,-" + String.join(",-", OFF),
            "--leader-elect=false",
            "--secure-port=0",
            "--service-account-private-key-file=" + keys.privateKey(),
            "--root-ca-file=" + endpoint.certificateAuthority());
    return SupervisedProcess.start(
        "kube-controller-manager",
        Stream.concat(command.stream(), rate.flags.stream()).toList(),
        run.path(),
        Map.of(),
        run.resolve("kube-controller-manager.log"));
  }
}
