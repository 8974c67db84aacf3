package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Group and version of a kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 128)
@Rule(
    value = "self.matches('^([a-z0-9.-]+/)?v[a-z0-9]+$')",
    expected = "group and version such as apps/v1",
    mend = "take it from kubectl api-resources")
public @interface ApiVersion {}
