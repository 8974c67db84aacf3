/**
 * Attempts as Kubernetes Jobs: what is created for one ({@link dev.phaserollout.job.JobManifest}),
 * and what is read from the Job and its pods ({@link dev.phaserollout.job.JobReader}). Pure: no
 * client, no clock, no thread.
 *
 * <p>Read {@link dev.phaserollout.job.JobManifest} first, then {@link
 * dev.phaserollout.job.PodTemplate} for the pod and {@link dev.phaserollout.job.StrategicMerge} for
 * what users may change of it, {@link dev.phaserollout.job.AgentPod} for the agent beside a step
 * and {@link dev.phaserollout.job.TemplateGuard} for what keeps its secrets from the step; {@link
 * dev.phaserollout.job.JobReader}, {@link dev.phaserollout.job.StepPod} and {@link
 * dev.phaserollout.job.AgentWords} for the way back. {@link dev.phaserollout.job.JobIdentity} says
 * which Job is whose.
 */
@NullMarked
package dev.phaserollout.job;

import org.jspecify.annotations.NullMarked;
