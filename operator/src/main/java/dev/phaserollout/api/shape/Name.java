package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a phase, step, gate or rollout: a DNS label that leaves room for what Job names add.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 40)
@Rule(
    value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    expected = "lower-case letters, digits and inner dashes",
    mend = "write a name such as deploy-eu-1")
public @interface Name {}
