package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A service level objective in percent, strictly between 0 and 100. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 16)
@Rule(
    value = "self.matches('^[0-9]{1,2}([.][0-9]{1,6})?$') && self.matches('[1-9]')",
    expected = "a decimal above 0 and below 100, such as 99.9",
    mend = "write the share of good events in percent, without the sign")
public @interface Objective {}
