package dev.phaserollout.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the control plane at the first parameter that asks for it; JUnit ends it after the last
 * test of the JVM.
 */
public final class ControlPlaneExtension implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningControlPlane.class
        || type == KubernetesClient.class
        || type == Kubectl.class;
  }

  /**
   * The control plane that all test classes of the JVM share, for extensions that build on it. It
   * lives as long as the launcher's session: with several JVMs, Failsafe hands each class to JUnit
   * as a run of its own, and what is stored at the root goes with that run.
   */
  public static RunningControlPlane shared(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, STORE)
        .getOrComputeIfAbsent(SharedStart.class, key -> new SharedStart(), SharedStart.class)
        .controlPlane();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RunningControlPlane controlPlane = shared(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == KubernetesClient.class) {
      return controlPlane.client();
    }
    return type == Kubectl.class ? controlPlane.kubectl() : controlPlane;
  }
}
