package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of an environment variable that a user sets; those of the operator are not theirs to
 * set.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(min = 1, max = 128)
@Rule(
    value =
        "!self.startsWith('PHASEROLLOUT_') && !self.startsWith('PARAM_')"
            + " && !self.startsWith('STANDARD_')",
    expected = "a name that does not begin with PHASEROLLOUT_, PARAM_ or STANDARD_",
    mend = "take another name: these variables are set by the operator")
public @interface VariableName {}
