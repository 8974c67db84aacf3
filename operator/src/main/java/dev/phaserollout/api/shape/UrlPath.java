package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is added to the address of a provider. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 1024)
@Rule(
    value = "self.matches('^/[^ #]*$')",
    expected = "a path that begins with a slash",
    mend = "write only what follows the address of the provider, such as /v1/report")
public @interface UrlPath {}
