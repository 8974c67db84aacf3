package dev.phaserollout.kubelet;

import dev.phaserollout.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a {@link PodCluster} of its own, at the first parameter that asks for it: the
 * real one that the system property {@code phaserollout.it.kubeconfig} names, else the shared
 * control plane with a test kubelet.
 */
public final class PodClusterExtension implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(PodClusterExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PodCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return classOf(context)
        .getStore(STORE)
        .getOrComputeIfAbsent(PodCluster.class, key -> open(context), PodCluster.class);
  }

  private static PodCluster open(ExtensionContext context) {
    return RealCluster.named()
        .<PodCluster>map(RealCluster::new)
        .orElseGet(() -> new KubeletCluster(ControlPlaneExtension.shared(context)));
  }

  /** A constructor is called in the context of its class, or in one of a method below it. */
  private static ExtensionContext classOf(ExtensionContext context) {
    return context.getTestMethod().flatMap(method -> context.getParent()).orElse(context);
  }
}
