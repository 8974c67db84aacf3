package dev.phaserollout.job;

/**
 * What of a user's template cannot be obeyed.
 *
 * @param field where it stands below the step: {@code .template}, or nothing where it may be in
 *     {@code run} or in {@code stepDefaults} as well
 * @param found what stands there, after the word "found"
 * @param expected what should stand there, after the word "expected"
 * @param mend what to do, as a sentence without its final stop
 */
public record TemplateFault(String field, String found, String expected, String mend) {}
