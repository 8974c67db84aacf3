package dev.phaserollout.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What one call of the program may touch of the world around it. Verbs take these and never reach
 * for {@code System} themselves, so that a test can be the terminal.
 *
 * @param in what the user types
 * @param out results
 * @param err complaints and hints
 * @param env the environment variables of the process
 * @param clock the time
 */
record Session(
    InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Clock clock) {}
