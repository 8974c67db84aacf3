package dev.phaserollout.cli;

/**
 * One verb of the command line. The class carries picocli's annotations for its options and does
 * nothing before it is told to run.
 *
 * <p>What a user can cause ends in an {@link Exit} after a message on {@link Session#err()}, or in
 * a {@link Refusal}; any other exception is taken for a defect of the program.
 */
interface Verb {

  Exit run(Session session) throws Exception;
}
