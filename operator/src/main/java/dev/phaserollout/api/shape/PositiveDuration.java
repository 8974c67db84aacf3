package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A length of time that is not zero. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 32)
@Rule(
    value = "self.matches('^([0-9]{1,5}(h|m|s|ms)){1,4}$') && self.matches('[1-9]')",
    expected = "a duration above zero such as 30s, 10m or 1h30m (units h, m, s, ms)",
    mend = "write whole numbers with their units and nothing between them")
public @interface PositiveDuration {}
