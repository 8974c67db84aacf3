/**
 * The command line: from words to one call and from its result to an exit code. Never decides
 * anything about a rollout, never ends the JVM except in {@link dev.phaserollout.cli.Main}.
 *
 * <p>Read in this order: {@link dev.phaserollout.cli.Main}, {@link dev.phaserollout.cli.Cli} (the
 * one place where exceptions become messages), {@link dev.phaserollout.cli.Exit}, {@code Verb} and
 * the classes that implement it, one verb a file; of {@code RunCommand} then {@code LiveView} and
 * {@code AnswerPanel}, where people are asked. Verbs for a cluster share {@code ClusterOptions} and
 * {@code Cluster}; {@code RolloutWord} tells files from names, {@code Standing} how a rollout ends.
 */
@NullMarked
package dev.phaserollout.cli;

import org.jspecify.annotations.NullMarked;
