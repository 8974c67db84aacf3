/**
 * Tests of the package of the same name. {@link dev.phaserollout.job.Requests} is what the engine
 * asks for, {@link dev.phaserollout.job.Yaml} what the API server shows.
 */
package dev.phaserollout.job;
