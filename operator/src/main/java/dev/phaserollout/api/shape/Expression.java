package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A CEL expression that yields true or false. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 1024)
@Rule(
    value = "self.matches('[^ ]')",
    expected = "a CEL expression that gives true or false",
    mend = "write one such as params.region == 'eu' or take the field away")
public @interface Expression {}
