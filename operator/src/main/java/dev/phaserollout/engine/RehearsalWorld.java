package dev.phaserollout.engine;

import dev.phaserollout.api.Gate;
import dev.phaserollout.api.Output;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A world in which everything goes well and at once: Jobs succeed, gates pass, people approve. What
 * a step would give as outputs is {@link Unjudged#NOT_KNOWN}.
 */
final class RehearsalWorld implements Effect.Handler<Boolean> {

  private final Map<String, JobSighting> jobs = new LinkedHashMap<>();
  private final Map<MeasurementRequest.Key, Measurement> measurements = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Map<Integer, Set<String>> measured = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> undone = new LinkedHashMap<>();
  private Optional<PreflightReport> preflight = Optional.empty();
  private Optional<Revision> revision;
  private PhaseRollout rollout;
  private Instant now;

  RehearsalWorld(Observation start) {
    this.revision = start.revision();
    this.rollout = start.rollout();
    this.now = start.now();
  }

  Observation observation() {
    return new Observation(
        rollout,
        run().flatMap(this::revisionOf),
        new World(Map.copyOf(jobs), preflight, List.copyOf(answers), Map.copyOf(measurements)),
        now);
  }

  private Optional<RunStatus> run() {
    return Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::run);
  }

  /** The revision that a run goes by, as far as it is stored. */
  Optional<Revision> revisionOf(RunStatus run) {
    return revision.filter(known -> known.name().equals(run.revision()));
  }

  void become(PhaseRollout next) {
    rollout = next;
  }

  void passUntil(Instant later) {
    now = later;
  }

  /** Whether the run asked for a measurement of the gate. */
  boolean measured(int run, PlanGate gate) {
    return measured.getOrDefault(run, Set.of()).contains(gate.owner());
  }

  /** Steps that the run compensated, as {@code phase/step}, in that order. */
  List<String> undone(int run) {
    return List.copyOf(undone.getOrDefault(run, Set.of()));
  }

  /** Has somebody approve what is asked, where that can be; each time it is somebody else. */
  boolean answer() {
    boolean answered = false;
    for (QuestionStatus question : rollout.getStatus().questions()) {
      Optional<String> decision =
          Stream.of(Question.Choice.APPROVE, Question.Choice.RETRY)
              .map(Question.Choice::word)
              .filter(question.choices()::contains)
              .findFirst();
      if (decision.isPresent() && question.digest() != null) {
        answers.add(answer(question, question.digest(), decision.get()));
        answered = true;
      }
    }
    return answered;
  }

  private Answer answer(QuestionStatus question, String digest, String decision) {
    String name = "answer-" + answers.size();
    Map<String, String> outputs = new LinkedHashMap<>();
    question.outputs().forEach(output -> outputs.put(output, Unjudged.NOT_KNOWN));
    return new Answer(
        name,
        name,
        rollout.getMetadata().getUid(),
        run().map(RunStatus::number).orElse(0),
        question.id(),
        digest,
        decision,
        "person-" + answers.size(),
        "",
        outputs,
        true,
        now);
  }

  @Override
  public Boolean storeRevision(Effect.StoreRevision effect) {
    boolean news = !revision.equals(Optional.of(effect.revision()));
    revision = Optional.of(effect.revision());
    return news;
  }

  @Override
  public Boolean preflight(Effect.Preflight effect) {
    preflight =
        Optional.of(new PreflightReport(effect.revision().name(), now, List.of(), List.of()));
    return true;
  }

  @Override
  public Boolean createJob(Effect.CreateJob effect) {
    Attempt attempt = effect.job().attempt();
    if (attempt.role() == Role.ROLLBACK) {
      undone
          .computeIfAbsent(attempt.run(), run -> new LinkedHashSet<>())
          .add(attempt.phase() + "/" + attempt.step());
    }
    if (attempt.role() == Role.GATE) {
      String owner = attempt.phase() + "/" + attempt.step();
      measured.computeIfAbsent(attempt.run(), run -> new LinkedHashSet<>()).add(owner);
      if (guardrail(owner)) {
        return false;
      }
    }
    return succeeded(effect.job().name(), attempt);
  }

  @Override
  public Boolean lookUpJob(Effect.LookUpJob effect) {
    return succeeded(effect.name(), effect.attempt());
  }

  private boolean succeeded(String job, Attempt attempt) {
    JobSighting ended =
        new JobSighting.Ended(
            job,
            uid(attempt),
            new AttemptOutcome.Succeeded(
                now,
                outputs(attempt),
                Integer.MAX_VALUE,
                revision.flatMap(known -> RehearsalErrands.of(known.plan(), attempt))));
    return !ended.equals(jobs.put(job, ended));
  }

  /** Where the status knows the Job, it is that one. */
  private String uid(Attempt attempt) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (attempt.role() == Role.GATE) {
      return status.phases().stream()
          .filter(phase -> phase.name().equals(attempt.phase()))
          .map(phase -> GateJobs.known(phase).get(attempt.step()))
          .filter(StepState.AtWork.class::isInstance)
          .flatMap(work -> ((StepState.AtWork) work).knownUid().stream())
          .findFirst()
          .orElse("rehearsed");
    }
    return Stream.concat(
            status.phases().stream().flatMap(phase -> phase.steps().stream()),
            status.finallySteps().stream())
        .filter(step -> step.name().equals(attempt.step()))
        .findFirst()
        .flatMap(step -> uid(step, attempt.role()))
        .orElse("rehearsed");
  }

  private static Optional<String> uid(StepStatus step, Role role) {
    return role == Role.ROLLBACK
        ? step.undone().flatMap(undone -> Optional.ofNullable(undone.jobUid()))
        : Optional.ofNullable(step.jobUid());
  }

  private String outputs(Attempt attempt) {
    List<String> names =
        attempt.role() != Role.STEP
            ? List.of()
            : revision
                .flatMap(known -> known.plan().step(attempt.step()))
                .map(step -> step.spec().outputs().stream().map(Output::name).toList())
                .orElse(List.of());
    Map<String, String> outputs = new LinkedHashMap<>();
    names.forEach(name -> outputs.put(name, Unjudged.NOT_KNOWN));
    return outputs.isEmpty() ? "" : PlanDigest.canonical(outputs);
  }

  @Override
  public Boolean cancelJob(Effect.CancelJob effect) {
    String job = effect.job().name();
    JobSighting cancelled = new JobSighting.Cancelled(job, uid(effect.job().attempt()));
    return !cancelled.equals(jobs.put(job, cancelled));
  }

  @Override
  public Boolean cancelStray(Effect.CancelStray effect) {
    return false;
  }

  /**
   * As many measurements as may be needed at once, taken when a bake time is over. A guardrail gets
   * none: nothing waits for it, and it would measure for as long as a step waits.
   */
  @Override
  public Boolean takeMeasurement(Effect.TakeMeasurement effect) {
    MeasurementRequest request = effect.request();
    MeasurementRequest.Key key = request.key();
    int round = key.owner().indexOf('@');
    String owner = round < 0 ? key.owner() : key.owner().substring(0, round);
    measured.computeIfAbsent(key.run(), run -> new LinkedHashSet<>()).add(owner);
    if (guardrail(owner)) {
      return false;
    }
    Gate gate = request.gate();
    Instant baked = request.now().plus(PlanDefaults.duration(gate.duration(), Duration.ZERO));
    int times = gate.count() == null ? 1 : gate.count();
    boolean news = false;
    for (int n = 0; n < times; n++) {
      MeasurementRequest.Key at =
          new MeasurementRequest.Key(key.rolloutUid(), key.run(), key.owner(), key.sequence() + n);
      news |= measurements.put(at, new Measurement(baked, Verdict.PASS, "", "")) == null;
    }
    return news;
  }

  private boolean guardrail(String owner) {
    return revision.stream()
        .flatMap(known -> known.plan().gates().stream())
        .anyMatch(gate -> gate.guardrail() && gate.owner().equals(owner));
  }

  @Override
  public Boolean lookUpRollouts(Effect.LookUpRollouts effect) {
    return false;
  }

  @Override
  public Boolean expireRuns(Effect.ExpireRuns effect) {
    return false;
  }
}
