package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.EnvVar;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.errand.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Jobs that a revision will ask for, each distinct shape once: what preflight tries out before
 * the first step. Variables are no part of a shape, because nobody refuses a Job for them, but for
 * those from Secrets: a step may not have one of the workspace.
 */
public final class JobShapes {

  private static final int NO_ATTEMPT = 0;

  private JobShapes() {}

  /**
   * One shape.
   *
   * @param field the first step that has it, such as {@code spec.phases[0].steps[1]}
   * @param job as an attempt would ask for it, with a name that no attempt has
   */
  public record Shape(String field, JobRequest job) {}

  private record Look(
      Container container,
      List<Map<String, Object>> templates,
      Map<String, Object> security,
      boolean finishes) {}

  /** The shapes of a revision of that rollout, in the order of its steps, then of its gates. */
  public static List<Shape> of(PhaseRollout rollout, Revision revision) {
    Set<Look> seen = new LinkedHashSet<>();
    List<Shape> shapes = new ArrayList<>();
    for (SpecStep step : SpecGraph.of(revision.spec()).steps()) {
      Optional<PlanStep> plan = revision.plan().step(step.name());
      plan.ifPresent(
          planned -> {
            add(rollout, revision, step.field(), planned, seen, shapes);
            planned
                .compensation()
                .ifPresent(
                    undo -> add(rollout, revision, step.field() + ".rollback", undo, seen, shapes));
          });
    }
    SpecGateJobs.of(revision.spec())
        .forEach(
            gate ->
                planned(revision, gate)
                    .ifPresent(job -> add(rollout, revision, gate.field(), job, seen, shapes)));
    revision
        .plan()
        .git()
        .ifPresent(git -> add(rollout, revision, "spec.workspace", git.prepare(), seen, shapes));
    return shapes;
  }

  private static Optional<PlanStep> planned(Revision revision, SpecGateJobs.Place gate) {
    return revision.plan().gateJobs().stream()
        .filter(planned -> planned.owner().equals(gate.owner()))
        .findFirst()
        .flatMap(PlanGate::job);
  }

  private static void add(
      PhaseRollout rollout,
      Revision revision,
      String field,
      PlanStep step,
      Set<Look> seen,
      List<Shape> shapes) {
    Optional<Container> container = step.container();
    if (container.isEmpty()) {
      return;
    }
    JobRequest request = request(rollout, revision, step, container.get());
    boolean finishes =
        request.errands().orElse(null) instanceof JobErrands.Around around
            && around.after().isPresent();
    if (seen.add(
        new Look(bare(container.get()), step.templates(), step.podSecurityContext(), finishes))) {
      shapes.add(new Shape(field, request));
    }
  }

  private static Container bare(Container container) {
    return new Container(
        container.image(),
        List.of(),
        List.of(),
        container.env().stream().filter(JobShapes::isOfSecret).toList(),
        container.envFrom(),
        container.workingDir(),
        container.resources(),
        container.serviceAccountName());
  }

  private static boolean isOfSecret(EnvVar variable) {
    return variable.valueFrom() != null && variable.valueFrom().secretKeyRef() != null;
  }

  private static JobRequest request(
      PhaseRollout rollout, Revision revision, PlanStep step, Container container) {
    Attempt attempt =
        new Attempt(
            rollout.getMetadata().getUid(),
            NO_ATTEMPT,
            step.phase(),
            step.name(),
            step.role(),
            revision.name(),
            NO_ATTEMPT);
    return new JobRequest(
        PlanNames.job(rollout.getMetadata().getName(), attempt),
        attempt,
        rollout.getMetadata().getName(),
        rollout.getMetadata().getNamespace(),
        container,
        step.templates(),
        step.podSecurityContext(),
        new LinkedHashMap<>(),
        step.startTimeout(),
        step.timeout(),
        GitErrands.shape(step, revision.plan(), nobody(rollout)));
  }

  private static RunId nobody(PhaseRollout rollout) {
    String namespace = rollout.getMetadata().getNamespace();
    return new RunId(
        namespace == null ? "" : namespace,
        rollout.getMetadata().getName(),
        rollout.getMetadata().getUid(),
        NO_ATTEMPT);
  }
}
