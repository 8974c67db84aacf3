package dev.phaserollout.api.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields that the items of this list have elsewhere but not here. They are not in the schema, so
 * that they are refused as unknown, and rules that speak of them are left out too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Omits {

  /** Their names as users write them. */
  String[] value();
}
