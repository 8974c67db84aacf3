package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A share in percent, from 0% to 100%. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 16)
@Rule(
    value = "self.matches('^(100|[0-9]{1,2}([.][0-9]{1,6})?)%$')",
    expected = "a percentage from 0% to 100%, such as 10% or 2.5%",
    mend = "write a number and the sign %")
public @interface Percentage {}
