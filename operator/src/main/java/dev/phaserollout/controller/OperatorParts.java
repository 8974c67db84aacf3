package dev.phaserollout.controller;

import dev.phaserollout.engine.Expressions;
import dev.phaserollout.gate.Measurer;
import dev.phaserollout.gate.Providers;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What a controller is made with.
 *
 * @param preflightThreads run preflights beside the reconcile threads
 * @param measurer takes the measurements of gates
 * @param news what waits for other rollouts is told of them
 * @param namespaces what is watched; all namespaces when empty
 * @param leading false once this process leads no more: from then on it writes nothing
 */
record OperatorParts(
    KubernetesClient client,
    JobManifest manifests,
    Expressions expressions,
    ExecutorService preflightThreads,
    Providers providers,
    Measurer measurer,
    KnownRollouts known,
    RolloutNews news,
    Set<String> namespaces,
    Telemetry telemetry,
    Looks looks,
    BooleanSupplier leading,
    Clock clock) {}
