package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where a Git repository is, without a password in it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 1024)
@Rule(
    value = "self.matches('^[^ -][^ ]*$')",
    expected = "the address of a Git repository, without blanks",
    mend = "write it as git clone takes it")
@Rule(
    value = "!self.matches('^[a-z+]+://[^/@]*:[^/@]*@')",
    expected = "an address without a password",
    mend = "put the credentials into a Secret and name it in credentialsSecretRef")
public @interface GitUrl {}
