package dev.phaserollout.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.Completion;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.Role;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A defect for every rule about workspaces and the branch. */
final class GitMutants {

  private static final String NO_COMMIT = "0".repeat(40);

  private GitMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.adding(
            "does not wait for its workspace",
            "no step starts before the workspace of its run was prepared",
            GitMutants::firstStep),
        sendingElsewhere(
            "calls the commit point of every attempt another step",
            "a commit point leaves one commit on the branch, and its step shows that one",
            GitMutants::signedByTheAttempt),
        Mutant.clumsy(
            "shows another commit than its step has left",
            "a commit point leaves one commit on the branch, and its step shows that one",
            (seen, decision) -> Surgery.on(decision, GitMutants::anotherCommit)),
        sendingElsewhere(
            "takes back what comes after this run",
            "when a run is called rolled back, none of its commits stands on the branch",
            (job, errand) ->
                errand instanceof Errand.Revert revert
                    ? new Errand.Revert(
                        revert.workspace(), revert.run(), revert.base(), 999, revert.steps())
                    : errand),
        Mutant.adding(
            "tags the release as it begins",
            "a tag is set once, and only when every phase of its run is done",
            GitMutants::completion),
        Mutant.clumsy(
            "builds on a commit of its own",
            "every commit that a run builds on is one that the branch has had",
            (seen, decision) ->
                Surgery.on(
                    decision,
                    status -> {
                      if (status.path("run").has("commit")) {
                        status.withObject("/run").put("commit", NO_COMMIT);
                      }
                    })));
  }

  private static void anotherCommit(ObjectNode status) {
    Surgery.steps(
        status,
        step -> {
          if (step.has("commit") && step.path("state").asText().equals("Succeeded")) {
            step.put("commit", NO_COMMIT);
          }
        });
  }

  /** It asks for the right Jobs, and sends the agent in them for something else. */
  static Mutant sendingElsewhere(
      String defect, String rule, BiFunction<JobRequest, Errand, Errand> other) {
    return Mutant.meddling(
        defect,
        rule,
        (seen, decision) ->
            Mutants.eachCreate(decision, job -> Surgery.errands(job, told(job, other))));
  }

  private static UnaryOperator<Errand> told(
      JobRequest job, BiFunction<JobRequest, Errand, Errand> other) {
    return errand -> other.apply(job, errand);
  }

  private static Errand signedByTheAttempt(JobRequest job, Errand errand) {
    return errand instanceof Errand.Finish finish && finish.commitPoint() != null
        ? new Errand.Finish(
            finish.workspace(),
            finish.run(),
            finish.phase(),
            finish.step() + "-" + job.attempt().number(),
            finish.base(),
            finish.commit(),
            finish.deliverables(),
            finish.commitPoint(),
            finish.gated())
        : errand;
  }

  private static List<Effect> firstStep(Observation seen, JobRequest job) {
    if (!job.attempt().step().equals("prepare")) {
      return List.of();
    }
    return seen.revision().stream()
        .map(revision -> revision.spec().phases().get(0))
        .map(phase -> as(job, Role.STEP, phase.name(), phase.steps().get(0).name()))
        .map(
            attempt ->
                (Effect) new Effect.CreateJob(Surgery.job(job, "early-" + attempt.run(), attempt)))
        .toList();
  }

  private static List<Effect> completion(Observation seen, JobRequest job) {
    Optional<Completion> completion = seen.revision().map(revision -> revision.spec().completion());
    String base = seen.rollout().getStatus().run().baseCommit();
    if (completion.isEmpty() || base == null || job.attempt().role() != Role.STEP) {
      return List.of();
    }
    Attempt attempt = as(job, Role.GIT, "workspace", "complete");
    JobErrands.Around around = (JobErrands.Around) job.errands().orElseThrow();
    ReleaseRecord record =
        new ReleaseRecord(
            "shop",
            "v1",
            attempt.run(),
            "Running",
            "",
            "",
            base,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Errand.Complete early =
        new Errand.Complete(
            around.before().workspace(),
            new RunId("shop", "shop", attempt.rolloutUid(), attempt.run()),
            base,
            completion.get(),
            record);
    JobRequest alone = Surgery.job(job, "early-tag-" + attempt.run(), attempt);
    return List.of(new Effect.CreateJob(Surgery.sent(alone, new JobErrands.Alone(early))));
  }

  private static Attempt as(JobRequest job, Role role, String phase, String step) {
    Attempt a = job.attempt();
    return new Attempt(a.rolloutUid(), a.run(), phase, step, role, a.digest(), 1);
  }
}
