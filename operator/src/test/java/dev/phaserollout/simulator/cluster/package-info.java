/**
 * A cluster that forgets nothing: one rollout in a store with optimistic writes, its revisions and
 * Jobs, and pods that live by a fate drawn beforehand. It never decides anything and never fails by
 * itself; faults are laid between it and the controllers by whoever drives it.
 *
 * <p>Read {@link dev.phaserollout.simulator.cluster.FakeCluster} first, then {@code RolloutStore},
 * {@code FakeJob} and {@code JobFate}, then {@code Feed} (what caches hear) and {@code History}
 * (what invariants judge).
 */
@NullMarked
package dev.phaserollout.simulator.cluster;

import org.jspecify.annotations.NullMarked;
