package dev.phaserollout.controlplane.binaries;

import java.util.List;

/** No source has the executables of a control plane. */
public final class BinariesMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinariesMissing(List<String> tried) {
    super(
        "The tests need a real control plane (etcd, kube-apiserver, kube-controller-manager,"
            + " kubectl), and no way to its executables worked:\n  - "
            + String.join("\n  - ", tried)
            + "\nMend any one of these, or set KUBEBUILDER_ASSETS to a directory with all four.");
  }
}
