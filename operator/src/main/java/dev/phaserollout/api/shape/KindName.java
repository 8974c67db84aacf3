package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The kind of an object. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 63)
@Rule(
    value = "self.matches('^[A-Z][A-Za-z0-9]*$')",
    expected = "a kind such as Deployment",
    mend = "take it from kubectl api-resources")
public @interface KindName {}
