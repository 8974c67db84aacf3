package dev.phaserollout.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Container;
import dev.phaserollout.api.GitAuthor;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Role;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.RunId;
import dev.phaserollout.gate.Providers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** One process that runs attempts in a state folder; a second one is what comes after a crash. */
final class ErrandHost implements AutoCloseable {

  private static final String JOB = "shop-write-1a2b-1";
  private static final RunId RUN = new RunId("local", "shop", "2f6a", 1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final StateFolder state;
  private final GitWorkspace workspace;
  private final ProcessWorld world;

  ErrandHost(Path folder, String url) throws IOException {
    state = new StateFolder(folder.resolve("state"));
    workspace =
        new GitWorkspace(url, "main", null, null, new GitAuthor("Bot", "bot@example.com"), null);
    state.create();
    ObjectMapper json = new ObjectMapper();
    LogTail tail = new LogTail(new Secrets(List.of()));
    AttemptReader reader = new AttemptReader(tail, Clock.systemUTC());
    AttemptLauncher launcher =
        new AttemptLauncher(
            state,
            folder,
            new ProcessEnvironment(System.getenv(), EnvFile.NONE),
            Duration.ofSeconds(2));
    launcher.install();
    Alarm alarm = new Alarm();
    ErrandRunner runner = new ErrandRunner(state, GitAccess.NONE, Clock.systemUTC(), alarm::ring);
    AttemptCourse course = new AttemptCourse(reader, runner);
    AgentAttempts agents = new AgentAttempts(runner, course);
    world =
        new ProcessWorld(
            state,
            new RevisionFolder(state, json),
            AnswerFolder.open(state, json),
            launcher,
            revision -> new PreflightReport(revision.name(), Instant.EPOCH, List.of(), List.of()),
            new ProcessWatch(reader, timer, alarm::ring),
            new Sweeper(timer),
            new LocalMeasurements(Providers.none(), alarm),
            new TrackedJobs(state, reader, course, agents),
            agents);
  }

  GitWorkspace workspace() {
    return workspace;
  }

  ProcessWorld world() {
    return world;
  }

  /** The folder of the attempt. */
  AttemptFolder attempt(Role role) {
    return state.attempt(attemptOf(role));
  }

  Path git() {
    return state.git();
  }

  /** Asks for an attempt whose command works on a commit, and commits the folder docs. */
  void step(String commit, String script) {
    create(
        Role.STEP,
        new Container(
            null, List.of("sh", "-c", script), List.of(), List.of(), List.of(), null, null, null),
        around(commit));
  }

  JobErrands around(String commit) {
    return new JobErrands.Around(
        new Errand.Checkout(workspace, commit),
        Optional.of(
            new Errand.Finish(
                workspace,
                RUN,
                "staging",
                "write",
                commit,
                commit,
                List.of(),
                new CommitPoint(List.of("docs"), "docs: written"),
                false)));
  }

  /** Asks for what a run begins with. */
  void prepare() {
    create(
        Role.GIT,
        new Container(null, List.of(), List.of(), List.of(), List.of(), null, null, null),
        new JobErrands.Alone(new Errand.Prepare(workspace, RUN, List.of(), null)));
  }

  private void create(Role role, Container container, JobErrands errands) {
    Optional<JobSighting> unused =
        world.createJob(new Effect.CreateJob(job(role, container, errands)));
  }

  /** Asks for an attempt to be taken away. */
  void cancel(Role role) {
    Container none =
        new Container(null, List.of(), List.of(), List.of(), List.of(), null, null, null);
    Optional<JobSighting> unused =
        world.cancelJob(
            new Effect.CancelJob(job(role, none, new JobErrands.Alone(prepareErrand()))));
  }

  private Errand prepareErrand() {
    return new Errand.Prepare(workspace, RUN, List.of(), null);
  }

  private static JobRequest job(Role role, Container container, JobErrands errands) {
    return new JobRequest(
        JOB,
        attemptOf(role),
        "shop",
        "local",
        container,
        List.of(),
        Map.of(),
        Map.of(),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Optional.of(errands));
  }

  private static Attempt attemptOf(Role role) {
    return new Attempt("2f6a", 1, "staging", "write", role, "sha256:1", 1);
  }

  /** What is known of the attempt now. */
  Optional<JobSighting> seen() {
    return Optional.ofNullable(world.world().jobs().get(JOB));
  }

  /** Has everything done that is due, until the attempt has ended. */
  JobSighting ended() {
    Workshop.patiently(
        () -> {
          world.goOn();
          assertThat(seen())
              .hasValueSatisfying(
                  sighting -> assertThat(sighting).isNotInstanceOf(JobSighting.Active.class));
        });
    return seen().orElseThrow();
  }

  AttemptOutcome outcome() {
    return ((JobSighting.Ended) ended()).outcome();
  }

  @Override
  public void close() {
    world.close();
    timer.shutdownNow();
    // A clone that was given up is written on for a moment, in a folder that its owner deletes
    // next.
    Workshop.patiently(() -> assertThat(atWork()).isEmpty());
  }

  private static List<String> atWork() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(Set.of("phaserollout-errands", "phaserollout-clones")::contains)
        .toList();
  }
}
