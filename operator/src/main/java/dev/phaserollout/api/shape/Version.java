package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The version of a release. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 128)
@Rule(
    value = "self.matches('^[A-Za-z0-9][A-Za-z0-9._+/@:-]*$')",
    expected = "a version of letters, digits and . _ + / @ : -",
    mend = "write it as the release calls itself, such as v2.3.1")
public @interface Version {}
