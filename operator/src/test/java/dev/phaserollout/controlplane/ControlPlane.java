package dev.phaserollout.controlplane;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the real control plane that all test classes of the JVM share. Constructors,
 * test methods and lifecycle methods may take a {@link RunningControlPlane}, the administrator's
 * {@link io.fabric8.kubernetes.client.KubernetesClient} and the administrator's {@link Kubectl} as
 * parameters.
 *
 * <p>Because it is shared, a test works in a namespace of its own ({@link
 * RunningControlPlane#newNamespace}).
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ControlPlaneExtension.class)
public @interface ControlPlane {}
