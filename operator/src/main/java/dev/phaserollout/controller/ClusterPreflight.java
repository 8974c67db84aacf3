package dev.phaserollout.controller;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.engine.JobShapes;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.SpecRules;
import dev.phaserollout.gate.ProvidedGates;
import dev.phaserollout.job.JobManifest;
import dev.phaserollout.job.TemplateFault;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be known to go wrong before the first step, all of it at once: the rules of
 * the spec, and each distinct shape of pod tried out on the API server. It is tried as a Job and as
 * a Pod, because a Job alone passes although quota, Pod Security or a missing service account will
 * refuse its pods.
 */
final class ClusterPreflight {

  private static final int UNPROCESSABLE = 422;
  private static final int BAD_REQUEST = 400;

  private final KubernetesClient client;
  private final JobManifest manifests;
  private final Expressions expressions;
  private final ProvidedGates gates;
  private final Clock clock;

  ClusterPreflight(
      KubernetesClient client,
      JobManifest manifests,
      Expressions expressions,
      ProvidedGates gates,
      Clock clock) {
    this.client = client;
    this.manifests = manifests;
    this.expressions = expressions;
    this.gates = gates;
    this.clock = clock;
  }

  PreflightReport of(PhaseRollout rollout, Revision revision) {
    List<Problem> ofSpec =
        new ArrayList<>(
            SpecRules.check(
                SpecRules.Where.CLUSTER,
                rollout.getMetadata().getName(),
                revision.spec(),
                expressions));
    ofSpec.addAll(gates.check(revision.spec()));
    List<Problem> ofSurroundings = new ArrayList<>();
    if (ofSpec.isEmpty()) {
      for (JobShapes.Shape shape : JobShapes.of(rollout, revision)) {
        tryOut(rollout, shape, ofSpec, ofSurroundings);
      }
    }
    return new PreflightReport(
        revision.name(), clock.instant(), List.copyOf(ofSpec), List.copyOf(ofSurroundings));
  }

  private void tryOut(
      PhaseRollout rollout,
      JobShapes.Shape shape,
      List<Problem> ofSpec,
      List<Problem> ofSurroundings) {
    List<TemplateFault> faults = manifests.faults(shape.job());
    if (!faults.isEmpty()) {
      faults.forEach(
          fault ->
              ofSpec.add(
                  new Problem(
                      shape.field() + fault.field(),
                      fault.found(),
                      fault.expected(),
                      fault.mend())));
      return;
    }
    Optional<ApiAnswer> refusal =
        dryRun(Kinds.POD, manifests.pod(shape.job()))
            .or(() -> dryRun(Kinds.JOB, manifests.job(shape.job(), Owner.of(rollout))));
    refusal.ifPresent(
        answer -> {
          if (faultOfSpec(answer)) {
            ofSpec.add(
                new Problem(
                    shape.field(),
                    "a pod that the API server refuses (" + answer.message() + ")",
                    "a pod that it takes",
                    "mend run, template, stepDefaults or what else the pod is made of"));
          } else {
            ofSurroundings.add(
                new Problem(
                    shape.field(),
                    "surroundings that refuse its pod (" + answer.message() + ")",
                    "a namespace that lets it start",
                    "mend what is named, or the step"));
          }
        });
  }

  private Optional<ApiAnswer> dryRun(Kinds kind, GenericKubernetesResource object) {
    try {
      client
          .genericKubernetesResources(kind.context())
          .inNamespace(object.getMetadata().getNamespace())
          .resource(object)
          .dryRun()
          .fieldValidation(Validation.STRICT)
          .create();
      return Optional.empty();
    } catch (KubernetesClientException refused) {
      return Optional.of(ApiAnswer.of(refused)).filter(answer -> !answer.alreadyExists());
    }
  }

  /** An admission webhook may answer with any code, and is never the spec's fault alone. */
  private static boolean faultOfSpec(ApiAnswer answer) {
    return (answer.code() == UNPROCESSABLE || answer.code() == BAD_REQUEST)
        && !answer.message().startsWith("admission webhook");
  }
}
