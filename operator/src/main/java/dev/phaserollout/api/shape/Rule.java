package dev.phaserollout.api.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A CEL rule of the schema, on a record of the API or on a shape of its text. Where it does not
 * hold, people read the field and then {@code found '<shown>', expected <expected>; <mend>}, as
 * from everything else in this project.
 *
 * <p>Only what every CEL evaluator has may be used: the standard functions and the macros has, all,
 * exists, exists_one, map and filter. The API server adds up what all rules of the CRD can cost at
 * most and refuses the CRD when that is too much, so a rule may look only into what is bounded.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Rule.All.class)
public @interface Rule {

  /** The CEL expression that must be true; {@code self} is the value that the rule stands at. */
  String value();

  /** What was found, in words; empty where {@link #shown} shows it. */
  String found() default "";

  /** CEL expression of type string for the value that the message quotes. */
  String shown() default "self";

  /** What should stand there, after the word "expected". */
  String expected();

  /** What to do, without a final stop. */
  String mend();

  /**
   * The field of the object that is at fault, such as {@code .interval}; empty for the object
   * itself.
   */
  String at() default "";

  /** Several rules of one type. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Rule[] value();
  }
}
