package dev.phaserollout.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.Workspace;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.engine.Observation;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.SpecRules;
import dev.phaserollout.engine.SpecRules.Where;
import dev.phaserollout.engine.World;
import dev.phaserollout.gate.ProvidedGates;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens local runs. */
public final class LocalRuns {

  private final Expressions expressions;
  private final Engine engine;
  private final Clock clock;

  /**
   * Runs of one program.
   *
   * @param expressions judges conditions
   * @param clock gives the engine its time
   */
  public LocalRuns(Expressions expressions, Clock clock) {
    this.expressions = expressions;
    this.engine = new Engine(expressions);
    this.clock = clock;
  }

  /**
   * The rollout as its checkpoint says, without taking the state folder; empty where it was never
   * run.
   *
   * @param spec what the file says of it
   * @throws LocalRefusal when the checkpoint is not what a run has written
   */
  public static Optional<PhaseRollout> read(
      StateFolder state, String rollout, PhaseRolloutSpec spec) {
    return new CheckpointFile(state, new ObjectMapper())
        .read(rollout)
        .map(Checkpoint::status)
        .map(
            status -> {
              PhaseRollout known = new PhaseRollout();
              known.setMetadata(
                  new ObjectMetaBuilder()
                      .withName(rollout)
                      .withNamespace(LocalStore.NAMESPACE)
                      .build());
              known.setSpec(spec);
              known.setStatus(status);
              return known;
            });
  }

  /**
   * The same with the spec that its newest run was accepted with, which the file need not say any
   * more.
   *
   * @throws LocalRefusal when checkpoint or revision is not what a run has written
   */
  public static Optional<PhaseRollout> readAsRun(
      StateFolder state, String rollout, PhaseRolloutSpec spec) {
    RevisionFolder revisions = new RevisionFolder(state, new ObjectMapper());
    return read(state, rollout, spec)
        .map(
            known -> {
              Optional.ofNullable(known.getStatus())
                  .map(PhaseRolloutStatus::run)
                  .map(RunStatus::revision)
                  .flatMap(revisions::read)
                  .ifPresent(accepted -> known.setSpec(accepted.spec()));
              return known;
            });
  }

  /**
   * The rollout as the first pass of a run would find it. Nothing is taken, started or written.
   *
   * @throws LocalRefusal when the command means no run, or when what is on disk cannot be gone on
   *     from
   */
  public static Observation outset(
      StateFolder state, String rollout, PhaseRolloutSpec spec, LocalCommand command, Instant now) {
    ObjectMapper json = new ObjectMapper();
    LocalStore store = LocalStore.open(new CheckpointFile(state, json), rollout, spec, now);
    command(store, command, now);
    return new Observation(
        store.rollout(), accepted(store, new RevisionFolder(state, json)), World.EMPTY, now);
  }

  /**
   * Takes the state folder and reads what it holds; starts nothing yet, and keeps the answers.
   *
   * @throws LocalRefusal when an answer does not count, when the command means no run, when the
   *     spec cannot be meant locally, when another process runs the rollout, or when the checkpoint
   *     cannot be gone on from
   */
  public LocalRun open(RunRequest request, RunListener listener) {
    List<Problem> problems = problems(request.spec(), request);
    problems.addAll(ownTree(request));
    if (!problems.isEmpty()) {
      throw new LocalRefusal(problems);
    }
    request.state().create();
    StateLock lock = StateLock.take(request.state());
    try {
      return open(request, listener, lock);
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  private LocalRun open(RunRequest request, RunListener listener, StateLock lock) {
    ObjectMapper json = new ObjectMapper();
    StateFolder state = request.state();
    Instant now = clock.instant();
    CheckpointFile file = new CheckpointFile(state, json);
    RevisionFolder revisions = new RevisionFolder(state, json);
    LocalStore store = LocalStore.open(file, request.rollout(), request.spec(), now);
    Optional<Revision> accepted = accepted(store, revisions);
    if (request.command().endsTheRun() && accepted.isPresent()) {
      store = LocalStore.open(file, request.rollout(), accepted.get().spec(), now);
    }
    command(store, request.command(), now);
    AnswerFolder answers = AnswerFolder.open(state, json);
    AnswerDesk desk = new AnswerDesk(store, revisions, answers, clock);
    List<Problem> uncounted = desk.take(request.answers());
    if (!uncounted.isEmpty()) {
      throw new LocalRefusal(uncounted);
    }
    ProcessEnvironment environment = new ProcessEnvironment(request.host(), request.envFile());
    AttemptLauncher launcher =
        new AttemptLauncher(state, request.workingDirectory(), environment, request.grace());
    install(launcher, state);
    LogTail tail = new LogTail(new Secrets(request.envFile().values().values()));
    Alarm alarm = new Alarm();
    ScheduledExecutorService timer = timer();
    AttemptReader reader = new AttemptReader(tail, clock);
    ErrandRunner runner = new ErrandRunner(state, request.git(), clock, alarm::ring);
    AttemptCourse course = new AttemptCourse(reader, runner);
    AgentAttempts agents = new AgentAttempts(runner, course);
    ProcessWorld world =
        new ProcessWorld(
            state,
            revisions,
            answers,
            launcher,
            revision -> preflight(revision, request),
            new ProcessWatch(reader, timer, alarm::ring),
            new Sweeper(timer),
            new LocalMeasurements(request.providers(), alarm),
            new TrackedJobs(state, reader, course, agents),
            agents);
    return new LocalRun(
        store,
        revisions,
        world,
        desk,
        engine,
        listener,
        clock,
        alarm,
        timer,
        lock,
        request.command());
  }

  /** Verified before anything of this call is shown or done. */
  private static Optional<Revision> accepted(LocalStore store, RevisionFolder revisions) {
    return Optional.ofNullable(store.rollout().getStatus())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::revision)
        .flatMap(revisions::read);
  }

  private static void command(LocalStore store, LocalCommand command, Instant now) {
    LocalCommands.of(command, RunStanding.of(store.rollout()), now)
        .ifPresent(asked -> store.annotate(asked.name(), asked.value()));
  }

  /** The command line may have made another spec of the file's, so its rules are asked again. */
  private List<Problem> problems(PhaseRolloutSpec spec, RunRequest request) {
    List<Problem> problems =
        new ArrayList<>(SpecRules.check(Where.LOCAL, request.rollout(), spec, expressions));
    problems.addAll(LocalRules.judge(spec, request.envFile()).problems());
    problems.addAll(WorkspaceRules.options(spec, request.git()));
    problems.addAll(new ProvidedGates(request.providers()).check(spec));
    return problems;
  }

  /** Where a run is under way, the commit that it began with is all that counts. */
  private static List<Problem> ownTree(RunRequest request) {
    Workspace workspace = request.spec().workspace();
    if (workspace == null || request.git().workTree().isEmpty() || !begins(request)) {
      return List.of();
    }
    return OwnTree.problems(workspace.git(), request.git().workTree().get(), request.host());
  }

  private static boolean begins(RunRequest request) {
    return !request.command().endsTheRun()
        && read(request.state(), request.rollout(), request.spec())
            .map(RunStanding::of)
            .map(standing -> standing.run().isEmpty() || standing.over())
            .orElse(true);
  }

  private PreflightReport preflight(Revision revision, RunRequest request) {
    return new PreflightReport(
        revision.name(), clock.instant(), problems(revision.spec(), request), List.of());
  }

  private static void install(AttemptLauncher launcher, StateFolder state) {
    if (Files.isDirectory(state.launcher())) {
      throw state.damaged(state.launcher(), "a folder", "the script that runs attempts");
    }
    try {
      launcher.install();
    } catch (IOException unwritable) {
      throw new LocalRefusal(StateFolder.unwritable("the state folder", state.root(), unwritable));
    }
  }

  private static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "phaserollout-timer");
          thread.setDaemon(true);
          return thread;
        });
  }
}
