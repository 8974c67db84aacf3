package dev.phaserollout.crd;

import static org.awaitility.Awaitility.await;

import dev.phaserollout.controlplane.Kubectl;

/** The CRDs of the repository on a control plane, put there as users do it. */
public final class InstalledCrds {

  private InstalledCrds() {}

  /** Applies the stored files and returns when the API server serves the kinds. */
  public static void install(Kubectl kubectl) {
    kubectl.succeed("apply", "-f", "../crds");
    await().until(() -> established(kubectl));
  }

  /** kubectl gives up on an object that has no conditions yet, so it is asked again. */
  private static boolean established(Kubectl kubectl) {
    return kubectl
            .run("wait", "--for=condition=Established", "--timeout=60s", "-f", "../crds")
            .exitCode()
        == 0;
  }
}
