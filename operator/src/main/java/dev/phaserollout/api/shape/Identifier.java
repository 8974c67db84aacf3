package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that conditions and environment variables can carry. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 63)
@Rule(
    value = "self.matches('^[A-Za-z_][A-Za-z0-9_]*$')",
    expected = "letters, digits and underscores, with no digit first",
    mend = "write a name such as schemaVersion")
public @interface Identifier {}
