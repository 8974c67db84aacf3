package dev.phaserollout.controlplane;

import java.nio.file.Path;

/**
 * Where the API server is and how to know that it is the right one.
 *
 * @param url {@code https://127.0.0.1:<port>}
 * @param certificateAuthority the PEM file that its certificate is checked with
 */
record Endpoint(String url, Path certificateAuthority) {}
