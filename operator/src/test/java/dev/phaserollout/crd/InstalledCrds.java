package dev.phaserollout.crd;

import dev.phaserollout.controlplane.Kubectl;

/** The CRDs of the repository on a control plane, put there as users do it. */
public final class InstalledCrds {

  private InstalledCrds() {}

  /** Applies the stored files and returns when the API server serves the kinds. */
  public static void install(Kubectl kubectl) {
    kubectl.succeed("apply", "-f", "../crds");
    kubectl.succeed("wait", "--for=condition=Established", "--timeout=60s", "-f", "../crds");
  }
}
