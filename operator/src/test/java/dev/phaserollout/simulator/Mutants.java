package dev.phaserollout.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Role;
import dev.phaserollout.engine.Wake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A defect for every rule that the simulator holds an engine to. */
final class Mutants {

  private Mutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
            strangeJobs(),
            lies(),
            statuses(),
            clocks(),
            UndoingMutants.all(),
            GitMutants.all(),
            GateMutants.all())
        .flatMap(List::stream);
  }

  private static List<Mutant> strangeJobs() {
    return List.of(
        Mutant.adding(
            "creates a second Job for an attempt",
            "no attempt runs twice",
            (seen, job) -> List.of(create(job, "-b", job.attempt().number()))),
        Mutant.adding(
            "starts the next attempt at once",
            "no two attempts of a step run at the same time",
            (seen, job) -> List.of(create(job, "-b", job.attempt().number() + 1))),
        Mutant.adding(
            "begins with every step of every phase", "phases never overlap", Mutants::everyStep),
        Mutant.adding(
            "heeds no dependency",
            "a step starts only after all that it depends on is done",
            Mutants::everyStep),
        Mutant.blind(
            "counts no places",
            "no phase runs more steps at once than maxParallel allows",
            seen ->
                UndoingMutants.withRevision(
                    seen,
                    spec ->
                        spec.path("phases")
                            .forEach(phase -> ((ObjectNode) phase).remove("maxParallel")))),
        Mutant.clumsy(
            "keeps its intents to itself",
            "no Job is created that the stored status did not name before",
            (seen, decision) ->
                new Decision(
                    seen.rollout().getStatus().run() == null
                        ? decision.status()
                        : withoutAttempts(decision),
                    decision.effects(),
                    decision.wake())),
        Mutant.meddling(
            "creates again what it cancels",
            "a cancelled attempt never starts afterwards",
            (seen, decision) -> Mutants.andCreates(decision)),
        new Mutant(
            "cancels what it counts on",
            "no Job is cancelled that the stored status counts on",
            Regretting::new),
        new Mutant(
            "starts finished steps again",
            "no finished step runs again in the same run",
            engine -> new Forgetting(engine, Role.STEP)),
        Mutant.meddling(
            "throws the Jobs of its own run away",
            "no Job is deleted before its run has left the history",
            (seen, decision) ->
                Stream.concat(decision.effects().stream(), Stream.of(ofItsOwnRun(decision)))
                    .toList()),
        Mutant.meddling(
            "changes what a step is given",
            "a step is given exactly what the step that it names has written",
            (seen, decision) ->
                eachCreate(decision, job -> Surgery.environment(job, "MADE", "forged"))),
        Mutant.meddling(
            "gives every Job a second more",
            "a Job is created with the time-out that its step or the defaults name",
            (seen, decision) ->
                eachCreate(decision, job -> Surgery.timeout(job, job.timeout().plusSeconds(1)))));
  }

  private static List<Mutant> lies() {
    return List.of(
        Mutant.blind(
            "takes success for failure",
            "no step runs again in a run in which it ran well",
            seen -> Surgery.withJobs(seen, Mutants::failed)),
        Mutant.blind(
            "forgets checkpoints",
            "no finished step runs again in a later run while its checkpoint stands",
            seen ->
                Surgery.withStatus(
                    seen, status -> Surgery.steps(status, step -> step.remove("checkpoint")))),
        Mutant.blind(
            "does not see that it is suspended",
            "nothing starts while the rollout is suspended that was not under way before",
            seen -> Surgery.withSpec(seen, spec -> spec.put("suspend", false))),
        Mutant.blind(
            "takes a Job that has not started for cancelled",
            "no attempt starts that was given up, and nothing of a run that is over",
            seen -> Surgery.withJobs(seen, Mutants::cancelled)),
        Mutant.blind(
            "takes a running Job for failed",
            "when a run is called over, no pod of it runs any more",
            seen -> Surgery.withJobs(seen, Mutants::endedEarly)),
        Mutant.blind(
            "takes a running Job for finished",
            "no step is called Succeeded whose container did not end well before",
            seen -> Surgery.withJobs(seen, Mutants::succeededEarly)),
        Mutant.blind(
            "reads higher limits than there are",
            "no step is tried more often than retry.limit and disruptionLimit allow",
            Mutants::withMoreRetries));
  }

  private static List<Mutant> statuses() {
    return List.of(
        spoiling(
            "calls steps reused",
            "no step is called reused that has no checkpoint to show",
            status -> Surgery.steps(status, step -> step.put("reusedFromRun", 77))),
        spoiling(
            "counts runs in hundreds",
            "runs are numbered 1, 2, 3, each begins after the one before it ended,"
                + " and no result changes",
            status -> {
              if (status.get("run") instanceof ObjectNode run && run.get("number").asInt() < 100) {
                run.put("number", run.get("number").asInt() * 100);
              }
            }),
        spoiling(
            "settles the result before it begins",
            "no step of a phase is ordered once the result of the run is settled",
            status -> {
              if (status.get("run") instanceof ObjectNode run && !run.has("result")) {
                run.put("result", "Failed");
              }
            }),
        spoiling(
            "keeps no history",
            "status.history holds the newest runs that ended, each once, up to historyLimit",
            status -> status.remove("history")),
        spoiling(
            "writes novels",
            "no message is longer than 1 KiB, and no step that is done carries one",
            status -> status.put("message", "x".repeat(1025))),
        spoiling(
            "claims to have seen more than there is",
            "observedGeneration is the generation that the status was decided from",
            status -> status.put("observedGeneration", 99)),
        spoiling(
            "shows Stalled although it is not",
            "conditions follow the conventions: Ready is there, Reconciling and Stalled only"
                + " while True and never both, a transition time moves with the status alone",
            status -> condition(status, "Stalled", "False")),
        spoiling(
            "is always ready",
            "kstatus reads a rollout as the table of the design says",
            Mutants::alwaysReady),
        spoiling(
            "is ready before anything is done",
            "no rollout reads Current before every step of its spec is done",
            Mutants::alwaysReady));
  }

  private static List<Mutant> clocks() {
    return List.of(
        new Mutant(
            "counts its decisions",
            "a decision that was stored is decided again just so",
            Counting::new),
        Mutant.clumsy(
            "wants to be woken at once",
            "a wake lies in the future and says why",
            (seen, decision) ->
                new Decision(
                    decision.status(),
                    decision.effects(),
                    Optional.of(new Wake(seen.now(), "it is now")))),
        Mutant.clumsy(
            "never wants to be woken",
            "time alone changes nothing before the wake",
            (seen, decision) ->
                new Decision(decision.status(), decision.effects(), Optional.empty())),
        Mutant.meddling(
            "cancels nothing",
            "a step that overruns is cancelled by the first pass that sees it",
            (seen, decision) ->
                decision.effects().stream()
                    .filter(effect -> !(effect instanceof Effect.CancelJob))
                    .toList()),
        Mutant.meddling(
            "does nothing",
            "everything comes to an end in calm weather",
            (seen, decision) -> List.of()));
  }

  private static Mutant spoiling(String defect, String rule, Consumer<ObjectNode> cut) {
    return Mutant.clumsy(defect, rule, (seen, decision) -> Surgery.on(decision, cut));
  }

  private static Effect create(JobRequest job, String suffix, int number) {
    return new Effect.CreateJob(
        Surgery.job(
            job,
            job.name() + suffix,
            Surgery.attempt(job.attempt(), job.attempt().phase(), job.attempt().step(), number)));
  }

  private static List<Effect> everyStep(Observation seen, JobRequest job) {
    List<Effect> rogues = new ArrayList<>();
    seen.revision().stream()
        .flatMap(revision -> revision.spec().phases().stream())
        .forEach(
            phase ->
                phase.steps().stream()
                    .filter(step -> !step.name().equals(job.attempt().step()))
                    .forEach(
                        step ->
                            rogues.add(
                                new Effect.CreateJob(
                                    Surgery.job(
                                        job,
                                        "rogue-" + job.attempt().run() + step.name(),
                                        Surgery.attempt(
                                            job.attempt(), phase.name(), step.name(), 1))))));
    return rogues;
  }

  private static Effect ofItsOwnRun(Decision decision) {
    String revision = decision.status().run().revision();
    return new Effect.ExpireRuns(decision.status().run().number(), List.of(revision));
  }

  private static List<Effect> andCreates(Decision decision) {
    List<Effect> effects = new ArrayList<>(decision.effects());
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.CancelJob cancel) {
        effects.add(create(cancel.job(), "-b", cancel.job().attempt().number()));
      }
    }
    return effects;
  }

  static List<Effect> eachCreate(Decision decision, UnaryOperator<JobRequest> change) {
    return decision.effects().stream()
        .map(
            effect ->
                effect instanceof Effect.CreateJob create
                    ? (Effect) new Effect.CreateJob(change.apply(create.job()))
                    : effect)
        .toList();
  }

  private static PhaseRolloutStatus withoutAttempts(Decision decision) {
    return Surgery.on(
        decision.status(),
        status ->
            Surgery.steps(
                status,
                step -> {
                  if (step.path("state").asText().equals("Starting")) {
                    step.removeAll().put("name", "hidden").put("state", "Pending");
                  }
                }));
  }

  private static JobSighting failed(JobSighting seen) {
    return seen instanceof JobSighting.Ended ended
            && ended.outcome() instanceof AttemptOutcome.Succeeded well
        ? new JobSighting.Ended(
            ended.job(), ended.uid(), new AttemptOutcome.Failed(well.at(), 1, "Failed", "no"))
        : seen;
  }

  private static JobSighting cancelled(JobSighting seen) {
    return seen instanceof JobSighting.Active active && active.runningSince().isEmpty()
        ? new JobSighting.Cancelled(active.job(), active.uid())
        : seen;
  }

  private static JobSighting endedEarly(JobSighting seen) {
    return seen instanceof JobSighting.Active active && active.runningSince().isPresent()
        ? new JobSighting.Ended(
            active.job(),
            active.uid(),
            new AttemptOutcome.Failed(active.runningSince().get(), 64, "Failed", "no"))
        : seen;
  }

  private static JobSighting succeededEarly(JobSighting seen) {
    return seen instanceof JobSighting.Active active && active.runningSince().isPresent()
        ? new JobSighting.Ended(
            active.job(),
            active.uid(),
            new AttemptOutcome.Succeeded(
                active.runningSince().get(), "{\"" + StepDraft.OUTPUT + "\":\"x\"}", 4096))
        : seen;
  }

  private static Observation withMoreRetries(Observation seen) {
    return new Observation(
        seen.rollout(),
        seen.revision()
            .map(
                revision ->
                    new Revision(
                        revision.name(),
                        Surgery.on(
                            revision.spec(),
                            spec ->
                                Surgery.steps(
                                    spec,
                                    step -> {
                                      if (step.get("retry") instanceof ObjectNode retry) {
                                        retry.put("limit", 9);
                                      }
                                    })))),
        seen.earlier(),
        seen.world(),
        seen.now());
  }

  private static void alwaysReady(ObjectNode status) {
    status.remove("conditions");
    condition(status, "Ready", "True");
  }

  private static void condition(ObjectNode status, String type, String value) {
    ArrayNode conditions = status.withArray("conditions");
    conditions
        .addObject()
        .put("type", type)
        .put("status", value)
        .put("reason", "Mutant")
        .put("message", "")
        .put("lastTransitionTime", "2026-03-02T09:00:00Z");
  }
}
