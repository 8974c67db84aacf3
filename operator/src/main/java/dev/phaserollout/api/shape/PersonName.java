package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of an author as Git writes it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 128)
@Rule(
    value = "self.matches('^[^<> ][^<>]*$')",
    expected = "a name without angle brackets",
    mend = "write it as git config user.name has it")
public @interface PersonName {}
