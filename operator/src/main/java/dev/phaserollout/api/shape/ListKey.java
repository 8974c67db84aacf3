package dev.phaserollout.api.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the items of a list apart: no two may have the same value here, and two field managers of a
 * server-side apply may each own items of the list. A list whose items have no key is replaced as a
 * whole.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ListKey {}
