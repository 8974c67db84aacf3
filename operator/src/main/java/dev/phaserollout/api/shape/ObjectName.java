package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a Kubernetes object. Only its length is checked here: it stands in so many places
 * that a rule would cost more than the API server grants the whole CRD, and preflight looks the
 * object up anyway.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(min = 1, max = 253)
public @interface ObjectName {}
