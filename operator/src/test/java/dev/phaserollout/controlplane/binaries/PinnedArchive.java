package dev.phaserollout.controlplane.binaries;

import java.net.URI;

/**
 * One official archive.
 *
 * @param url where it is published
 * @param digest what it must hash to; anything else is thrown away
 */
record PinnedArchive(URI url, Digest digest) {}
