/**
 * Child processes and directories that vanish with this JVM, however it ends. It knows nothing of
 * Kubernetes. Read {@link dev.phaserollout.controlplane.process.SupervisedProcess} first, then
 * {@link dev.phaserollout.controlplane.process.RunDirectory}.
 */
@NullMarked
package dev.phaserollout.controlplane.process;

import org.jspecify.annotations.NullMarked;
