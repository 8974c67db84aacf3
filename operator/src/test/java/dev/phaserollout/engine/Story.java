package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.Condition;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.StepStatus;
import dev.phaserollout.crd.StatusSchema;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small world in which one rollout is told as a story: what happens, and what the engine asks for
 * next. After every decision the fixpoint law is checked: deciding again changes nothing. And every
 * status must be one that the API server stores.
 */
final class Story {

  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

  private final PhaseRollout rollout = new PhaseRollout();
  private final Engine engine = new Engine(new LiteralExpressions());
  private final Map<String, JobSighting> jobs = new HashMap<>();
  private final Map<String, String> jobNames = new HashMap<>();
  private final Map<String, Revision> revisions = new HashMap<>();
  private final Map<String, JobRequest> requests = new HashMap<>();
  private final Map<String, MeasurementRequest> due = new HashMap<>();
  private final Map<MeasurementRequest.Key, Measurement> measurements = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private List<Problem> specProblems = List.of();
  private List<Problem> surroundingProblems = List.of();
  private Optional<PreflightReport> preflight = Optional.empty();
  private List<String> asked = new ArrayList<>();
  private Optional<Wake> wake = Optional.empty();
  private List<RolloutSighting> cached = List.of();
  private List<RolloutSighting> live = List.of();
  private Optional<RolloutSightings.Reading> reading = Optional.empty();
  private Set<String> watched = Set.of();
  private Instant now = BEGIN;
  private final List<Write> writes = new ArrayList<>();
  private boolean preflightTakesLong;
  private String yaml;

  /** A status that replaced another one. */
  record Write(Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, Instant at) {}

  private Story(String yaml) {
    this.yaml = yaml;
    PhaseRolloutSpec spec = Specs.read(yaml);
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withName("checkout")
            .withNamespace("shop")
            .withUid("11111111-2222-3333-4444-555555555555")
            .withGeneration(1L)
            .build());
    rollout.setSpec(spec);
  }

  static Story of(String yaml) {
    return new Story(yaml);
  }

  /** Decides until the engine asks for nothing but Jobs that do not answer yet. */
  Story begin() {
    for (int pass = 0; pass < 4; pass++) {
      decide();
    }
    return this;
  }

  Story decide() {
    Decision decision = engine.decide(observation());
    if (!decision.status().equals(rollout.getStatus())) {
      writes.add(new Write(Optional.ofNullable(rollout.getStatus()), decision.status(), now));
    }
    rollout.setStatus(decision.status());
    assertTheFixpointLaw(decision);
    assertThat(StatusSchema.faults(decision.status())).as("can be stored").isEmpty();
    asked = new ArrayList<>(decision.effects().stream().map(Effect::toString).toList());
    wake = decision.wake();
    decision.effects().forEach(effect -> effect.accept(new Answers()));
    return this;
  }

  private void assertTheFixpointLaw(Decision decision) {
    Decision again = engine.decide(observation());
    assertThat(again.status()).as("fixpoint law: status").isEqualTo(decision.status());
    assertThat(again.effects().stream().map(Effect::toString).toList())
        .as("fixpoint law: effects")
        .isEqualTo(decision.effects().stream().map(Effect::toString).toList());
    decision.wake().ifPresent(at -> assertThat(at.at()).as("wakes later").isAfter(now));
  }

  /** What the engine sees now. */
  Observation observation() {
    String revision =
        rollout.getStatus() == null || rollout.getStatus().run() == null
            ? null
            : rollout.getStatus().run().revision();
    return new Observation(
        rollout,
        Optional.ofNullable(revisions.get(revision)),
        Revision.ofRemovedSteps(rollout).stream()
            .flatMap(name -> Stream.ofNullable(revisions.get(name)))
            .toList(),
        new World(
            Map.copyOf(jobs),
            preflight,
            List.copyOf(answers),
            Map.copyOf(measurements),
            new RolloutSightings(cached, reading, watched)),
        now);
  }

  /** The Job of {@code phase/step #n} is seen, not ended. */
  Story runs(String attempt) {
    String job = jobNamed(attempt);
    jobs.put(job, new JobSighting.Active(job, "uid-" + job, Optional.of(now), Optional.empty()));
    return decide();
  }

  Story cannotStart(String attempt, String reason, String message) {
    String job = jobNamed(attempt);
    jobs.put(
        job,
        new JobSighting.Active(
            job, "uid-" + job, Optional.empty(), Optional.of(new Trouble(reason, message))));
    return decide();
  }

  Story succeeds(String attempt) {
    return succeeds(attempt, "");
  }

  Story succeeds(String attempt, String outputs) {
    return ends(attempt, new AttemptOutcome.Succeeded(now, outputs, 4096));
  }

  Story fails(String attempt, int exitCode) {
    return ends(
        attempt, new AttemptOutcome.Failed(now, exitCode, "NonZeroExit", "exit code " + exitCode));
  }

  /** The agent's last errand in the Job went well. */
  Story lands(String attempt, Outcome outcome, String commit) {
    return ends(
        attempt,
        new AttemptOutcome.Succeeded(
            now,
            "",
            4096,
            Optional.of(ErrandResult.of(outcome, "main", commit, outcome + " " + commit))));
  }

  /** The agent could not do its part in the Job. */
  Story refuses(String attempt, FailureReason reason, boolean passing, String message) {
    return ends(
        attempt,
        new AttemptOutcome.ErrandFailed(now, new ErrandFailure(reason.name(), passing, message)));
  }

  Story ends(String attempt, AttemptOutcome outcome) {
    String job = jobNamed(attempt);
    jobs.put(job, new JobSighting.Ended(job, "uid-" + job, outcome));
    return decide();
  }

  Story seen(String attempt, JobSighting sighting) {
    jobs.put(jobNamed(attempt), sighting);
    return decide();
  }

  /** A Job of the rollout that no attempt of the story asked for. */
  Story alsoSeen(String job, JobSighting sighting) {
    jobs.put(job, sighting);
    return decide();
  }

  Story unseen(String attempt) {
    jobs.remove(jobNamed(attempt));
    return decide();
  }

  Story cancelled(String attempt) {
    String job = jobNamed(attempt);
    jobs.put(job, new JobSighting.Cancelled(job, "uid-" + job));
    return decide();
  }

  Story vanished(String attempt) {
    String job = jobNamed(attempt);
    jobs.put(job, new JobSighting.Absent(job));
    return decide();
  }

  Story after(Duration time) {
    now = now.plus(time);
    return decide();
  }

  /** Time goes by, and nobody decides anything. */
  Story passes(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story edited(String next) {
    become(next);
    return decide();
  }

  /** The spec is another one, and nobody has decided anything since. */
  void become(String next) {
    yaml = next;
    rollout.setSpec(Specs.read(next));
    rollout.getMetadata().setGeneration(rollout.getMetadata().getGeneration() + 1);
  }

  Story suspended() {
    return edited(Situation.Spec.suspended(yaml));
  }

  /** The spec as it stands, with another command for one of its steps. */
  Story editedOtherwise() {
    return edited(yaml.replace("command: [b]", "command: [newest]"));
  }

  Story deleted() {
    rollout.getMetadata().setDeletionTimestamp(now.toString());
    return decide();
  }

  /** What the engine has just asked for. */
  List<String> asked() {
    return asked;
  }

  Story annotated(String name, String value) {
    annotate(name, value);
    return decide();
  }

  /** The annotation is there, and nobody has decided anything since. */
  Story annotate(String name, String value) {
    Map<String, String> annotations =
        new HashMap<>(
            rollout.getMetadata().getAnnotations() == null
                ? Map.of()
                : rollout.getMetadata().getAnnotations());
    annotations.put("phaserollout.dev/" + name, value);
    rollout.getMetadata().setAnnotations(annotations);
    return this;
  }

  Story forgettingRevisions() {
    revisions.clear();
    return decide();
  }

  Story forgettingPreflight() {
    preflight = Optional.empty();
    return decide();
  }

  Story withoutPreflight() {
    preflightTakesLong = true;
    return this;
  }

  Story withPreflight() {
    preflightTakesLong = false;
    return decide();
  }

  Story refusedBy(List<Problem> problems) {
    specProblems = problems;
    return this;
  }

  Story surroundedBy(List<Problem> problems) {
    surroundingProblems = problems;
    return this;
  }

  /** Other rollouts, as cache and API server have them. */
  Story beside(RolloutSighting... others) {
    cached = List.of(others);
    live = List.of(others);
    return decide();
  }

  /** Other rollouts as the cache has them. */
  Story remembering(RolloutSighting... others) {
    cached = List.of(others);
    return this;
  }

  /** Other rollouts as the API server has them, while the cache has not heard of it. */
  Story besideUnseen(RolloutSighting... others) {
    live = List.of(others);
    return this;
  }

  Story forgettingTheAnswer() {
    reading = Optional.empty();
    return decide();
  }

  Story watching(String... namespaces) {
    watched = Set.of(namespaces);
    return this;
  }

  Story asks(String... effects) {
    assertThat(asked).containsExactly(effects);
    return this;
  }

  Story wakesAfter(Duration time) {
    assertThat(wake.map(Wake::at)).contains(now.plus(time));
    return this;
  }

  Story state(String expected) {
    assertThat(status().state()).isEqualTo(expected);
    return this;
  }

  Story says(String fragment) {
    assertThat(status().message()).contains(fragment);
    return this;
  }

  Story condition(String type, String statusAndReason) {
    assertThat(
            status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(condition -> condition.status() + " " + condition.reason()))
        .containsExactly(statusAndReason);
    return this;
  }

  Story noCondition(String type) {
    assertThat(status().conditions()).extracting(Condition::type).doesNotContain(type);
    return this;
  }

  Story step(String name, String state) {
    assertThat(step(name).state()).isEqualTo(state);
    return this;
  }

  StepStatus step(String name) {
    return Stream.concat(
            status().phases().stream().map(PhaseStatus::steps).flatMap(List::stream),
            status().finallySteps().stream())
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Story phase(String name, String state) {
    assertThat(
            status().phases().stream()
                .filter(phase -> phase.name().equals(name))
                .map(PhaseStatus::state))
        .containsExactly(state);
    return this;
  }

  Story wrote(int times) {
    assertThat(writes).hasSize(times);
    return this;
  }

  int writes() {
    return writes.size();
  }

  /** What was written from that one on, counted from 0. */
  List<Write> writesFrom(int first) {
    return writes.subList(first, writes.size());
  }

  /** What was asked for when the Job of {@code phase/step #n} was to be created. */
  JobRequest request(String attempt) {
    return requests.get(withRole(attempt));
  }

  private static String withRole(String attempt) {
    return attempt.indexOf(' ') < attempt.indexOf('/') ? attempt : "step " + attempt;
  }

  PhaseRolloutStatus status() {
    return rollout.getStatus();
  }

  PhaseRollout rollout() {
    return rollout;
  }

  /** The measurement of that gate that was asked for comes to a verdict. */
  Story measures(String owner, Verdict verdict) {
    return measures(owner, verdict, "");
  }

  Story measures(String owner, Verdict verdict, String message) {
    return measures(owner, verdict, message, "");
  }

  /** As above; the query was generated for it. */
  Story measures(String owner, Verdict verdict, String message, String query) {
    MeasurementRequest request = due.remove(owner);
    assertThat(request).as("a measurement of " + owner + " was asked for: " + due).isNotNull();
    measurements.put(
        request.key(),
        new Measurement(
            request.now(), verdict, "0.5", message.isEmpty() ? "measured" : message, query));
    return decide();
  }

  /** The measurement of that gate that was asked for. */
  MeasurementRequest due(String owner) {
    return due.get(owner);
  }

  /** A person answers the question of that id. */
  Story answers(String question, String decision, String person) {
    return answers(question, decision, person, Map.of());
  }

  Story answers(String question, String decision, String person, Map<String, String> outputs) {
    return given(answer(question, decision, person, true, outputs));
  }

  Story answersUnverified(String question, String decision, String person) {
    return given(answer(question, decision, person, false, Map.of()));
  }

  /** Answers that are seen together. */
  Story given(Answer... seen) {
    answers.addAll(List.of(seen));
    return decide();
  }

  Answer answer(
      String question,
      String decision,
      String person,
      boolean verified,
      Map<String, String> outputs) {
    String name = "answer-" + answers.size() + "-" + person;
    return new Answer(
        "uid-" + name,
        name,
        rollout.getMetadata().getUid(),
        status().run().number(),
        question,
        question(question).digest(),
        decision,
        person,
        "",
        outputs,
        verified,
        now);
  }

  QuestionStatus question(String id) {
    return status().questions().stream()
        .filter(question -> question.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no question " + id + ": " + questions()));
  }

  private List<String> questions() {
    return status().questions().stream().map(QuestionStatus::id).toList();
  }

  /** The questions that are open, as {@code Kind id}. */
  Story askedOf(String... kindAndId) {
    assertThat(status().questions().stream().map(question -> question.kind() + " " + question.id()))
        .containsExactly(kindAndId);
    return this;
  }

  private String jobNamed(String attempt) {
    @Nullable String job = jobNames.get(withRole(attempt));
    assertThat(job).as("the Job of " + attempt + " was asked for, known: " + jobNames).isNotNull();
    return job;
  }

  /** Does at once what can be done at once. */
  private final class Answers implements Effect.Handler<Boolean> {
    @Override
    public Boolean storeRevision(Effect.StoreRevision effect) {
      revisions.put(effect.revision().name(), effect.revision());
      return true;
    }

    @Override
    public Boolean preflight(Effect.Preflight effect) {
      if (preflightTakesLong) {
        return true;
      }
      preflight =
          Optional.of(
              new PreflightReport(
                  effect.revision().name(), now, specProblems, surroundingProblems));
      return true;
    }

    @Override
    public Boolean createJob(Effect.CreateJob effect) {
      requests.put(effect.job().attempt().toString(), effect.job());
      jobNames.put(effect.job().attempt().toString(), effect.job().name());
      return true;
    }

    @Override
    public Boolean cancelJob(Effect.CancelJob effect) {
      jobNames.put(effect.job().attempt().toString(), effect.job().name());
      return true;
    }

    @Override
    public Boolean cancelStray(Effect.CancelStray effect) {
      return true;
    }

    @Override
    public Boolean lookUpJob(Effect.LookUpJob effect) {
      return true;
    }

    @Override
    public Boolean takeMeasurement(Effect.TakeMeasurement effect) {
      due.put(effect.request().key().owner(), effect.request());
      return true;
    }

    @Override
    public Boolean lookUpRollouts(Effect.LookUpRollouts effect) {
      reading = Optional.of(new RolloutSightings.Reading(effect.lookUp(), live));
      return true;
    }

    @Override
    public Boolean expireRuns(Effect.ExpireRuns effect) {
      revisions.keySet().retainAll(effect.revisionsKept());
      return true;
    }
  }
}
