package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A path or glob inside the workspace. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 256)
@Rule(
    value = "self != '' && !self.startsWith('/') && !self.matches('(^|/)[.][.](/|$)')",
    expected = "a path inside the workspace, without leading slash and without ..",
    mend = "write it from the top of the working tree, such as docs/operations")
public @interface RelativePath {}
