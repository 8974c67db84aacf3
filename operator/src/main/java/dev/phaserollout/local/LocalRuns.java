package dev.phaserollout.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Engine;
import dev.phaserollout.engine.Expressions;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Problem;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.SpecRules;
import dev.phaserollout.engine.SpecRules.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens local runs. */
public final class LocalRuns {

  private static final String RETRY = "phaserollout.dev/retry";
  private static final String RERUN = "phaserollout.dev/rerun";

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
   * Takes the state folder and reads what it holds; starts nothing yet.
   *
   * @throws LocalRefusal when the spec cannot be meant locally, when another process runs the
   *     rollout, or when the checkpoint cannot be gone on from
   */
  public LocalRun open(RunRequest request, RunListener listener) {
    List<Problem> problems = problems(request.spec(), request);
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
    LocalStore store =
        LocalStore.open(
            new CheckpointFile(state, json), request.rollout(), request.spec(), clock.instant());
    RevisionFolder revisions = new RevisionFolder(state, json);
    verifyAccepted(store, revisions);
    again(store, request.rerun());
    ProcessEnvironment environment = new ProcessEnvironment(request.host(), request.envFile());
    AttemptLauncher launcher =
        new AttemptLauncher(state, request.workingDirectory(), environment, request.grace());
    install(launcher, state);
    LogTail tail = new LogTail(new Secrets(request.envFile().values().values()));
    Alarm alarm = new Alarm();
    ScheduledExecutorService timer = timer();
    AttemptReader reader = new AttemptReader(tail, clock);
    ProcessWorld world =
        new ProcessWorld(
            state,
            revisions,
            launcher,
            reader,
            revision -> preflight(revision, request),
            new ProcessWatch(reader, timer, alarm::ring),
            new Sweeper(timer));
    return new LocalRun(store, revisions, world, engine, listener, clock, alarm, timer, lock);
  }

  /** Before anything of this call is shown or done. */
  private static void verifyAccepted(LocalStore store, RevisionFolder revisions) {
    Optional.ofNullable(store.rollout().getStatus())
        .map(PhaseRolloutStatus::run)
        .map(RunStatus::revision)
        .ifPresent(revisions::read);
  }

  /**
   * What people ask for by annotation on a cluster, they ask for here by running the file again.
   */
  private static void again(LocalStore store, boolean rerun) {
    Optional<RunStatus> ended =
        Optional.ofNullable(store.rollout().getStatus())
            .map(PhaseRolloutStatus::run)
            .filter(run -> run.completedAt() != null);
    if (ended.isEmpty()) {
      return;
    }
    RunStatus run = ended.get();
    if (rerun) {
      store.annotate(RERUN, Integer.toString(run.number()));
    } else if (!"Succeeded".equals(run.result())) {
      store.annotate(RETRY, Integer.toString(run.number()));
    }
  }

  /** The command line may have made another spec of the file's, so its rules are asked again. */
  private List<Problem> problems(PhaseRolloutSpec spec, RunRequest request) {
    List<Problem> problems =
        new ArrayList<>(SpecRules.check(Where.LOCAL, request.rollout(), spec, expressions));
    problems.addAll(LocalRules.judge(spec, request.envFile()).problems());
    return problems;
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
