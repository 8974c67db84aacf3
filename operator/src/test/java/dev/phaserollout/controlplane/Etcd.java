package dev.phaserollout.controlplane;

import dev.phaserollout.controlplane.binaries.Binaries;
import dev.phaserollout.controlplane.binaries.Binary;
import dev.phaserollout.controlplane.process.RunDirectory;
import dev.phaserollout.controlplane.process.SupervisedProcess;
import java.util.List;
import java.util.Map;

/**
 * The API server's store. It listens on sockets inside the run directory, so it takes no port and
 * nobody else on the machine can reach it, and it never waits for the disk: its data is worth
 * nothing after the tests.
 */
final class Etcd {
  /**
   * Where the API server finds it. etcd demands a host and a port in every URL and uses both as the
   * name of the socket, relative to the working directory.
   */
  static final String URL = "unix://localhost:1";

  private static final String PEER_URL = "unix://localhost:2";

  private Etcd() {}

  static SupervisedProcess start(Binaries binaries, RunDirectory run) {
    return SupervisedProcess.start(
        "etcd",
        List.of(
            binaries.path(Binary.ETCD).toString(),
            "--name=etcd",
            "--data-dir=etcd",
            "--listen-client-urls=" + URL,
            "--advertise-client-urls=" + URL,
            "--listen-peer-urls=" + PEER_URL,
            "--initial-advertise-peer-urls=" + PEER_URL,
            "--initial-cluster=etcd=" + PEER_URL,
            "--unsafe-no-fsync",
            "--log-level=warn"),
        run.path(),
        Map.of(),
        run.resolve("etcd.log"));
  }
}
