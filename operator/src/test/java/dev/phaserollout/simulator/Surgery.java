package dev.phaserollout.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Decision;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.World;
import dev.phaserollout.errand.Errand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes one thing about what an engine is shown or about what it decided. */
final class Surgery {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Surgery() {}

  static PhaseRolloutStatus on(PhaseRolloutStatus status, Consumer<ObjectNode> cut) {
    ObjectNode tree = JSON.valueToTree(status);
    cut.accept(tree);
    return read(tree, PhaseRolloutStatus.class);
  }

  static PhaseRolloutSpec on(PhaseRolloutSpec spec, Consumer<ObjectNode> cut) {
    ObjectNode tree = JSON.valueToTree(spec);
    cut.accept(tree);
    return read(tree, PhaseRolloutSpec.class);
  }

  /** Every step that a spec or a status lists under its phases. */
  static void steps(ObjectNode tree, Consumer<ObjectNode> cut) {
    for (JsonNode phase : tree.path("phases")) {
      phase.path("steps").forEach(step -> cut.accept((ObjectNode) step));
    }
  }

  static Decision on(Decision decision, Consumer<ObjectNode> cut) {
    return new Decision(on(decision.status(), cut), decision.effects(), decision.wake());
  }

  static Observation withStatus(Observation seen, Consumer<ObjectNode> cut) {
    PhaseRollout rollout = copyOf(seen.rollout());
    rollout.setStatus(on(seen.rollout().getStatus(), cut));
    return new Observation(rollout, seen.revision(), seen.earlier(), seen.world(), seen.now());
  }

  static Observation withSpec(Observation seen, Consumer<ObjectNode> cut) {
    PhaseRollout rollout = copyOf(seen.rollout());
    rollout.setSpec(on(seen.rollout().getSpec(), cut));
    return new Observation(rollout, seen.revision(), seen.earlier(), seen.world(), seen.now());
  }

  static Observation withJobs(Observation seen, UnaryOperator<JobSighting> lie) {
    Map<String, JobSighting> jobs = new LinkedHashMap<>();
    seen.world().jobs().forEach((name, sighting) -> jobs.put(name, lie.apply(sighting)));
    World world =
        new World(
            jobs, seen.world().preflight(), seen.world().answers(), seen.world().measurements());
    return new Observation(seen.rollout(), seen.revision(), seen.earlier(), world, seen.now());
  }

  /** The same Job under another name and for another attempt. */
  static JobRequest job(JobRequest job, String name, Attempt attempt) {
    return rebuilt(job, name, attempt, job.environment(), job.timeout());
  }

  static JobRequest environment(JobRequest job, String variable, String value) {
    Map<String, String> environment = new LinkedHashMap<>(job.environment());
    environment.replace(variable, value);
    return rebuilt(job, job.name(), job.attempt(), environment, job.timeout());
  }

  static JobRequest timeout(JobRequest job, Duration timeout) {
    return rebuilt(job, job.name(), job.attempt(), job.environment(), timeout);
  }

  /** The agent is sent for something else in it, where it is sent for anything. */
  static JobRequest errands(JobRequest job, UnaryOperator<Errand> other) {
    if (job.errands().isEmpty()) {
      return job;
    }
    return sent(
        job,
        job.errands().get() instanceof JobErrands.Around around
            ? new JobErrands.Around(
                around.before(), around.after().map(errand -> (Errand.Finish) other.apply(errand)))
            : new JobErrands.Alone(other.apply(((JobErrands.Alone) job.errands().get()).errand())));
  }

  static JobRequest sent(JobRequest job, JobErrands errands) {
    return new JobRequest(
        job.name(),
        job.attempt(),
        job.rolloutName(),
        job.namespace(),
        job.container(),
        job.templates(),
        job.podSecurityContext(),
        job.environment(),
        job.startTimeout(),
        job.timeout(),
        Optional.of(errands));
  }

  static Attempt attempt(Attempt of, String phase, String step, int number) {
    return new Attempt(of.rolloutUid(), of.run(), phase, step, of.role(), of.digest(), number);
  }

  private static JobRequest rebuilt(
      JobRequest job,
      String name,
      Attempt attempt,
      Map<String, String> environment,
      Duration timeout) {
    return new JobRequest(
        name,
        attempt,
        job.rolloutName(),
        job.namespace(),
        job.container(),
        job.templates(),
        job.podSecurityContext(),
        environment,
        job.startTimeout(),
        timeout,
        job.errands());
  }

  private static PhaseRollout copyOf(PhaseRollout rollout) {
    PhaseRollout copy = new PhaseRollout();
    copy.setMetadata(rollout.getMetadata());
    copy.setSpec(rollout.getSpec());
    copy.setStatus(rollout.getStatus());
    return copy;
  }

  private static <T> T read(ObjectNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was written can be read: " + tree, impossible);
    }
  }
}
