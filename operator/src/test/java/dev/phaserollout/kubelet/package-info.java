/**
 * A kubelet for tests: pods on the control plane of the tests really run, as processes of this
 * machine, and their status is what a kubelet of Kubernetes 1.34 writes. It never runs an image,
 * needs no root, and leaves no process and no file behind.
 *
 * <pre>{@code
 * try (TestKubelet kubelet = TestKubelet.start(controlPlane.client())) {
 *   // create a Job: its pod runs, and the Job becomes Complete or Failed
 * }
 * }</pre>
 *
 * <p>Read {@code DESIGN.md} for what differs from a real one. Doors: {@link
 * dev.phaserollout.kubelet.TestKubelet}, {@link dev.phaserollout.kubelet.KubeletOptions}; for tests
 * that run on a real cluster too: {@link dev.phaserollout.kubelet.PodCluster}. Inside, from
 * decisions to effects: PodRecord, ContainerRecord, ContainerState; PodRules, PodPhase,
 * PodCondition, StatusDocument; then PodWorker (one pod, one mailbox), PodRun, ContainerLauncher,
 * ContainerProcess; then what a container sees: ContainerEnvironment, PodVolumes, HostPaths.
 */
@NullMarked
package dev.phaserollout.kubelet;

import org.jspecify.annotations.NullMarked;
