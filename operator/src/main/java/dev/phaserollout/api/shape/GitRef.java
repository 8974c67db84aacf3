package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The short name of a Git branch or tag. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 200)
@Rule(
    value =
        "self.matches(r'^[^ ~^:?*[\\\\-][^ ~^:?*[\\\\]*$') && !self.contains('..')"
            + " && !self.contains('//') && !self.endsWith('/') && !self.endsWith('.lock')",
    expected = "the short name of a branch or tag, without blanks and without ~ ^ : ? * [ ..",
    mend = "write a name such as main or v2.3.1")
public @interface GitRef {}
