/**
 * Finds or makes the executables of a control plane. It never starts one, never mixes versions, and
 * never uses a file from the network whose checksum is not pinned in this repository.
 *
 * <p>Read in this order: {@link dev.phaserollout.controlplane.binaries.BinaryLocator} (the order of
 * the sources), BinarySource, Finding; AssetsDirectory, UserCache; MadeOnce and Maker with
 * OfficialReleases (Download, Digest, TarGz) and GoBuild; PinnedReleases, Platform, FileMutex,
 * Progress.
 */
@NullMarked
package dev.phaserollout.controlplane.binaries;

import org.jspecify.annotations.NullMarked;
