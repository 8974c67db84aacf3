package dev.phaserollout.errand;

/**
 * An errand that came to nothing.
 *
 * @param reason the word of a {@link FailureReason}, or one of a newer agent
 * @param passing whether another try may go well although nobody has changed anything
 * @param message what was found, what was expected, and how to mend it
 */
public record ErrandFailure(String reason, boolean passing, String message) implements ErrandEnd {}
