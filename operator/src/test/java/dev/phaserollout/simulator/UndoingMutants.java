package dev.phaserollout.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A defect for every rule about rollbacks and about what people are asked. */
final class UndoingMutants {

  private UndoingMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.adding(
            "undoes everything at once",
            "no step is undone before everything after it that is to be undone",
            UndoingMutants::everyCompensation),
        Mutant.adding(
            "undoes what it has just begun",
            "no compensation runs while a step is at work",
            (seen, job) -> as(job, Role.STEP, Role.ROLLBACK)),
        Mutant.adding(
            "goes on with what it undoes",
            "no step of a phase starts in a run that is rolled back, and no run begins meanwhile",
            (seen, job) -> as(job, Role.ROLLBACK, Role.STEP)),
        new Mutant(
            "undoes again what is undone",
            "no compensation that is done runs again in the same run",
            engine -> new Forgetting(engine, Role.ROLLBACK)),
        Mutant.blind(
            "forgets what was undone",
            "no checkpoint is reused that was undone, or that stood on what was undone",
            UndoingMutants::nothingUndone),
        Mutant.blind(
            "leaves the first step as it is",
            "a rollback undoes exactly what has worked since the last success",
            seen -> withRevision(seen, UndoingMutants::firstStepStays)),
        Mutant.clumsy(
            "forgets what edits have removed",
            "a rollback undoes exactly what has worked since the last success",
            (seen, decision) -> Surgery.on(decision, UndoingMutants::nothingRemoved)),
        Mutant.clumsy(
            "claims to have rolled back",
            "the condition RolledBack and its numbers are what the world shows",
            (seen, decision) -> Surgery.on(decision, UndoingMutants::rolledBack)),
        Mutant.blind(
            "asks nobody",
            "no step of a phase starts before enough people have approved the phase",
            seen ->
                withRevision(
                    seen,
                    spec ->
                        spec.path("phases")
                            .forEach(phase -> ((ObjectNode) phase).remove("approval")))),
        Mutant.blind(
            "takes every answer for one to what it asks",
            "no answer is counted that does not match its question",
            UndoingMutants::everyAnswerMatches),
        Mutant.clumsy(
            "keeps its questions to itself",
            "a question is there exactly while something waits for it, and no two have one id",
            (seen, decision) -> Surgery.on(decision, status -> status.remove("questions"))));
  }

  private static List<Effect> everyCompensation(Observation seen, JobRequest job) {
    if (job.attempt().role() != Role.ROLLBACK) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    seen.revision().stream()
        .flatMap(revision -> revision.spec().phases().stream())
        .flatMap(phase -> phase.steps().stream())
        .filter(step -> step.rollback() != null && !step.name().equals(job.attempt().step()))
        .map(step -> Surgery.attempt(job.attempt(), job.attempt().phase(), step.name(), 1))
        .map(attempt -> Surgery.job(job, "undo-" + attempt.run() + attempt.step(), attempt))
        .forEach(undo -> effects.add(new Effect.CreateJob(undo)));
    return effects;
  }

  /** For a Job of one role the same for the other. */
  private static List<Effect> as(JobRequest job, Role from, Role to) {
    Attempt a = job.attempt();
    if (a.role() != from) {
      return List.of();
    }
    Attempt other =
        new Attempt(a.rolloutUid(), a.run(), a.phase(), a.step(), to, a.digest(), a.number());
    return List.of(new Effect.CreateJob(Surgery.job(job, job.name() + "-" + to.label(), other)));
  }

  private static Observation nothingUndone(Observation seen) {
    RunStatus run = seen.rollout().getStatus().run();
    boolean over = run != null && run.completedAt() != null && run.rollback() != null;
    return over && "Succeeded".equals(run.rollback().state())
        ? Surgery.withStatus(seen, status -> Surgery.steps(status, step -> step.remove("rollback")))
        : seen;
  }

  private static void nothingRemoved(ObjectNode status) {
    for (JsonNode phase : status.path("phases")) {
      Iterator<JsonNode> steps = phase.path("steps").elements();
      while (steps.hasNext()) {
        if (steps.next().path("state").asText().equals("Removed")) {
          steps.remove();
        }
      }
    }
  }

  private static void firstStepStays(ObjectNode spec) {
    if (spec.path("phases").path(0).path("steps").path(0) instanceof ObjectNode first) {
      first.remove("rollback");
    }
  }

  private static void rolledBack(ObjectNode status) {
    if (!status.path("run").has("rollback")) {
      status
          .withArray("conditions")
          .addObject()
          .put("type", "RolledBack")
          .put("status", "True")
          .put("reason", "Mutant")
          .put("message", "")
          .put("lastTransitionTime", "2026-03-02T09:00:00Z");
    }
  }

  /** It reads another spec than the one that the run was accepted with. */
  static Observation withRevision(Observation seen, Consumer<ObjectNode> cut) {
    Optional<Revision> bent =
        seen.revision().map(known -> new Revision(known.name(), Surgery.on(known.spec(), cut)));
    return new Observation(seen.rollout(), bent, seen.earlier(), seen.world(), seen.now());
  }

  private static Observation everyAnswerMatches(Observation seen) {
    List<Answer> answers = new ArrayList<>();
    for (QuestionStatus question : seen.rollout().getStatus().questions()) {
      for (Answer a : seen.world().answers()) {
        answers.add(
            new Answer(
                a.uid(),
                a.name(),
                seen.rollout().getMetadata().getUid(),
                seen.rollout().getStatus().run().number(),
                question.id(),
                String.valueOf(question.digest()),
                a.decision(),
                a.approver(),
                a.comment(),
                a.outputs(),
                true,
                a.createdAt()));
      }
    }
    World world =
        new World(
            seen.world().jobs(), seen.world().preflight(), answers, seen.world().measurements());
    return new Observation(seen.rollout(), seen.revision(), seen.earlier(), world, seen.now());
  }
}
