package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An e-mail address as Git writes it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 254)
@Rule(
    value = "self.matches('^[^<>@ ]+@[^<>@ ]+$')",
    expected = "an e-mail address such as release@example.com",
    mend = "write it without the name")
public @interface EmailAddress {}
