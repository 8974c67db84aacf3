package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number above zero as text, because the API has no floats. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 16)
@Rule(
    value = "self.matches('^[0-9]{1,6}([.][0-9]{1,6})?$') && self.matches('[1-9]')",
    expected = "a decimal above zero such as 14.4",
    mend = "write it without sign and exponent")
public @interface Decimal {}
