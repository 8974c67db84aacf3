package dev.phaserollout.controller;

import java.time.Instant;
import java.util.Optional;

/**
 * What the API server said when it was asked for policy and binding.
 *
 * @param asked when, on the clock of the operator
 * @param policy empty where there is none
 * @param binding empty where there is none
 */
record PolicyReading(
    Instant asked, Optional<PolicyObject> policy, Optional<PolicyObject> binding) {}
