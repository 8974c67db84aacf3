package dev.phaserollout.cli;

/**
 * The gate that an attempt measures. Its name is unique among those of its phase, or of its step.
 *
 * @param list where its phase or step has it: {@code gates}, {@code entryGates} or {@code
 *     guardrails}; a pod does not tell
 */
record LoggedGate(String list, String name) {}
