/**
 * A real control plane for tests: etcd, kube-apiserver and kube-controller-manager as child
 * processes of the test JVM, one set a JVM, on a free port of the loopback interface. It never runs
 * a pod (no scheduler, no kubelet), never touches a cluster or kubeconfig of the machine, and
 * leaves nothing behind, not even after {@code kill -9}.
 *
 * <pre>{@code
 * @ControlPlane
 * class CrdIT {
 *   @Test
 *   void the_server_accepts_the_crd(RunningControlPlane controlPlane, Kubectl kubectl) {
 *     String namespace = controlPlane.newNamespace("crd");
 *     kubectl.succeed("apply", "-f", "../crds");
 *     try (KubernetesClient bob = controlPlane.client(User.BOB)) { … }
 *   }
 * }
 * }</pre>
 *
 * <p>Read in this order: {@link dev.phaserollout.controlplane.ControlPlane} and {@link
 * dev.phaserollout.controlplane.RunningControlPlane} (the doors), {@link
 * dev.phaserollout.controlplane.User}, {@link dev.phaserollout.controlplane.Kubectl}, {@link
 * dev.phaserollout.controlplane.AuditLog}; inside: SupervisedProcess and RunDirectory (nothing
 * outlives the JVM), Etcd, ApiServer, FreePort, ControllerManager, Startup, Tokens, Credentials,
 * Kubeconfig, Clients. The executables come from {@link dev.phaserollout.controlplane.binaries}.
 */
@NullMarked
package dev.phaserollout.controlplane;

import org.jspecify.annotations.NullMarked;
