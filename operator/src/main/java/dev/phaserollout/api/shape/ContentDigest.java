package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A SHA-256 in the form that every digest of a status has. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 71)
@Rule(
    value = "self.matches('^sha256:[0-9a-f]{64}$')",
    expected = "sha256: and 64 hexadecimal digits",
    mend = "copy the digest of the question from status.questions of the rollout")
public @interface ContentDigest {}
