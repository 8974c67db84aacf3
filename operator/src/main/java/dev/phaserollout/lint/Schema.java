package dev.phaserollout.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the CRD says about a value: the part of a structural schema that can be wrong about it.
 *
 * @param type {@code object}, {@code array}, {@code string}, {@code integer}, {@code number} or
 *     {@code boolean}; empty where anything goes
 * @param intOrString a quantity: a number or a text
 * @param open fields that are not listed are kept unseen
 * @param properties the fields of an object, in the order of the CRD
 * @param required the fields that must be there
 * @param items what the items of a list are
 * @param values what the values of a map with free keys are
 * @param size how long a text or list may be, or how many entries a map may have
 * @param amount what a number may be
 * @param words the words that a text is one of; empty where it is free
 * @param pattern the regular expression that a text matches; empty where it is free
 * @param keys the fields that tell the items of a list apart
 * @param set the items of a list differ
 * @param rules CEL rules
 */
record Schema(
    String type,
    boolean intOrString,
    boolean open,
    Map<String, Schema> properties,
    List<String> required,
    Optional<Schema> items,
    Optional<Schema> values,
    Range size,
    Range amount,
    List<String> words,
    String pattern,
    List<String> keys,
    boolean set,
    List<Rule> rules) {

  /** Bounds, both included. */
  record Range(long least, long most) {

    static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean has(long value) {
      return value >= least && value <= most;
    }

    /** The value itself, or the bound that it lies beyond. */
    long nearest(long value) {
      return Math.max(least, Math.min(most, value));
    }

    /** {@code at most 40}, {@code at least 1}, {@code from 1 to 16}. */
    String inWords() {
      if (least == Long.MIN_VALUE) {
        return "at most " + most;
      }
      return most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
    }
  }

  /**
   * A CEL rule.
   *
   * @param holds the expression that must be true
   * @param message what is said where it is not; empty where {@code messageExpression} says it
   * @param messageExpression an expression that gives the message
   * @param at the field of the value that is at fault, such as {@code .phases}; empty for the value
   */
  record Rule(String holds, String message, String messageExpression, String at) {}
}
