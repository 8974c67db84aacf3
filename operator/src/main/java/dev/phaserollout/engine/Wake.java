package dev.phaserollout.engine;

import java.time.Instant;

/**
 * When to decide again even if nothing happens, and why.
 *
 * @param why ends the sentence "waits until …", for people
 */
public record Wake(Instant at, String why) {}
