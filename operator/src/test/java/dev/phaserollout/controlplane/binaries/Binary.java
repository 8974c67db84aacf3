package dev.phaserollout.controlplane.binaries;

/** An executable that a control plane needs. */
public enum Binary {
  ETCD("etcd"),
  KUBE_APISERVER("kube-apiserver"),
  KUBE_CONTROLLER_MANAGER("kube-controller-manager"),
  KUBECTL("kubectl");

  private final String fileName;

  Binary(String fileName) {
    this.fileName = fileName;
  }

  /** The name of its file, the same in every release and every build. */
  public String fileName() {
    return fileName;
  }
}
