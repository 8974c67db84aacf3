package dev.phaserollout.local;

import dev.phaserollout.engine.Effect;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.PreflightReport;
import dev.phaserollout.engine.Revision;
import dev.phaserollout.engine.Trouble;
import dev.phaserollout.engine.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * This host as the world of a rollout: effects become processes and files, and files become
 * sightings. Every answer is what is known of the effect's Job afterwards. For one thread.
 */
final class ProcessWorld implements Effect.Handler<Optional<JobSighting>> {

  private final StateFolder state;
  private final RevisionFolder revisions;
  private final AnswerFolder answers;
  private final AttemptLauncher launcher;
  private final Function<Revision, PreflightReport> preflight;
  private final ProcessWatch watch;
  private final Sweeper sweeper;
  private final LocalMeasurements measurements;
  private final TrackedJobs jobs;
  private final AgentAttempts agents;
  private final FinishedClones clones = new FinishedClones();
  private final Set<String> swept = new HashSet<>();
  private Optional<PreflightReport> report = Optional.empty();
  private boolean stopping;
  private boolean inHaste;

  ProcessWorld(
      StateFolder state,
      RevisionFolder revisions,
      AnswerFolder answers,
      AttemptLauncher launcher,
      Function<Revision, PreflightReport> preflight,
      ProcessWatch watch,
      Sweeper sweeper,
      LocalMeasurements measurements,
      TrackedJobs jobs,
      AgentAttempts agents) {
    this.state = state;
    this.revisions = revisions;
    this.answers = answers;
    this.launcher = launcher;
    this.preflight = preflight;
    this.watch = watch;
    this.sweeper = sweeper;
    this.measurements = measurements;
    this.jobs = jobs;
    this.agents = agents;
  }

  /** What is known now. */
  World world() {
    Map<String, JobSighting> seen = new TreeMap<>();
    for (TrackedJob job : jobs.all()) {
      attempt(job::sighting).ifPresent(sighting -> seen.put(job.name(), sighting));
    }
    return new World(seen, report, answers.all(), measurements.all());
  }

  /** What to do when what is kept here cannot be read any more. */
  String wayOut() {
    return state.setAside();
  }

  /** Finds the attempts of a run that earlier processes have left. */
  void discover(int run) {
    attempt(() -> jobs.discover(run)).forEach(this::follow);
  }

  /** Has what is due for attempts that have begun done, beside this thread. */
  void goOn() {
    for (TrackedJob job : jobs.all()) {
      if (!job.settled() && !inHaste) {
        job.errands().ifPresent(errands -> goOn(job, errands));
      }
    }
  }

  private void goOn(TrackedJob job, JobErrands errands) {
    attempt(() -> agents.goOn(job.name(), errands, job.folder()))
        .filter(request -> !stopping)
        .ifPresent(request -> launch(request, job));
  }

  /** Whether nothing of ours is at work: no attempt, and no measurement whose result counts. */
  boolean idle() {
    return !measurements.awaits() && !running();
  }

  /** Whether an attempt is at work. Nothing is lost with a measurement: it is taken again. */
  boolean running() {
    return jobs.all().stream().anyMatch(this::active);
  }

  private boolean active(TrackedJob job) {
    // An errand is known by its attempt's folder, and done again by whoever comes next.
    boolean errandsCanWait = inHaste && job.errands().isPresent();
    return errandsCanWait ? job.starting() : attempt(job::active);
  }

  /** Has what attempts that have ended left running outside their session ended soon. */
  void sweep() {
    Set<Path> ended = new HashSet<>();
    for (TrackedJob job : jobs.all()) {
      if (job.settled() && swept.add(job.name())) {
        ended.add(job.folder().root());
        if (job.succeeded()) {
          clones.delete(job.folder());
        }
      }
    }
    if (!ended.isEmpty()) {
      sweeper.soon(ended);
    }
  }

  /** Gives up what is done beside this thread. */
  void close() {
    measurements.close();
    agents.close();
    clones.close();
  }

  /** Returns when nothing is left running that {@link #sweep} was to have ended. */
  void sweptClean() {
    sweeper.finish();
  }

  /**
   * Takes every attempt away that is at work and starts none any more; a second call gives them no
   * more time. What the agent concludes is awaited, unless there is no more time.
   *
   * @param by ends the sentence "ended by …"
   */
  void interrupt(String by) {
    inHaste = stopping;
    stopping = true;
    for (TrackedJob job : jobs.all()) {
      boolean begun = agents.holds(job.name()) || attempt(job::active);
      if (begun && !attempt(() -> concludes(job))) {
        attempt(
            () -> {
              job.folder().mark(job.folder().interrupted(), "ended by " + by + "\n");
              endUnlessNeverStarted(job);
              agents.cancel(job.name());
              return job;
            });
      }
    }
  }

  /** Whether nothing but an errand is left to do, so that its command is not to run again. */
  private boolean concludes(TrackedJob job) throws IOException {
    return agents.concludes(job.name())
        || job.errands().filter(JobErrands.Alone.class::isInstance).isPresent()
        || (job.errands().isPresent() && Files.exists(job.folder().exit()));
  }

  @Override
  public Optional<JobSighting> storeRevision(Effect.StoreRevision effect) {
    try {
      revisions.store(effect.revision());
    } catch (IOException unwritable) {
      throw new CheckpointUnwritable(unwritable);
    }
    return Optional.empty();
  }

  @Override
  public Optional<JobSighting> preflight(Effect.Preflight effect) {
    report = Optional.of(preflight.apply(effect.revision()));
    return Optional.empty();
  }

  @Override
  public Optional<JobSighting> createJob(Effect.CreateJob effect) {
    TrackedJob job = jobs.track(effect.job().name(), state.attempt(effect.job().attempt()));
    if (stopping || job.starting()) {
      return Optional.empty();
    }
    if (job.folder().claimed()) {
      follow(job);
      return attempt(job::sighting);
    }
    Optional<JobSighting> known = attempt(job::sighting);
    if (job.settled()) {
      return known;
    }
    Optional<JobErrands> errands = effect.job().errands();
    if (errands.isEmpty()) {
      launch(effect.job(), job);
    } else {
      begin(effect.job(), errands.get(), job);
    }
    return attempt(job::sighting);
  }

  private void begin(JobRequest request, JobErrands errands, TrackedJob job) {
    try {
      agents.begin(request, errands, job.folder());
    } catch (IOException refused) {
      job.notStarted(new Trouble("CannotStart", String.valueOf(refused.getMessage())));
      return;
    }
    job.has(errands);
    goOn(job, errands);
  }

  private void launch(JobRequest request, TrackedJob job) {
    try {
      Process process = launcher.start(request, job.folder());
      agents.started(job.name());
      job.started(process);
      watch.started(process);
    } catch (NotRunnable never) {
      attempt(() -> job.folder().neverRuns(job.name(), never));
    } catch (IOException refused) {
      job.notStarted(new Trouble("CannotStart", String.valueOf(refused.getMessage())));
    } catch (IllegalArgumentException refused) {
      // Its message holds the value, which may be secret.
      job.notStarted(
          new Trouble(
              "CannotStart",
              "this host takes no such command or variables; look for characters that no process"
                  + " can be given in the step's command, args and env"));
    }
  }

  @Override
  public Optional<JobSighting> cancelJob(Effect.CancelJob effect) {
    return cancel(jobs.track(effect.job().name(), state.attempt(effect.job().attempt())));
  }

  private Optional<JobSighting> cancel(TrackedJob job) {
    return attempt(
        () -> {
          Optional<JobSighting> before = job.sighting();
          if (!job.settled() && !job.asked()) {
            Files.createDirectories(job.folder().root());
            job.folder().mark(job.folder().cancelled(), "");
            endUnlessNeverStarted(job);
            follow(job);
          }
          agents.cancel(job.name());
          return before.isPresent() && job.settled() ? before : job.sighting();
        });
  }

  @Override
  public Optional<JobSighting> cancelStray(Effect.CancelStray effect) {
    // One process at a time holds the state folder, so what its checkpoint says is never old.
    return jobs.named(effect.job()).flatMap(this::cancel);
  }

  /** Whoever claims first decides: it never starts, or it is ended. */
  private static void endUnlessNeverStarted(TrackedJob job) throws IOException {
    if (!job.folder().claim(Claim.neverToStart(job.name()))) {
      job.end();
    }
  }

  @Override
  public Optional<JobSighting> lookUpJob(Effect.LookUpJob effect) {
    TrackedJob job = jobs.track(effect.name(), state.attempt(effect.attempt()));
    job.lookUp();
    follow(job);
    return attempt(job::sighting);
  }

  @Override
  public Optional<JobSighting> takeMeasurement(Effect.TakeMeasurement effect) {
    if (!stopping) {
      measurements.take(effect.request());
    }
    return Optional.empty();
  }

  @Override
  public Optional<JobSighting> lookUpRollouts(Effect.LookUpRollouts effect) {
    // Never asked: what needs other rollouts is refused here.
    return Optional.empty();
  }

  @Override
  public Optional<JobSighting> expireRuns(Effect.ExpireRuns effect) {
    sweeper.finish();
    try {
      ExpiredRuns.delete(state, effect.upTo());
      answers.expire(effect.upTo());
      revisions.keepOnly(effect.revisionsKept());
    } catch (IOException kept) {
      // Nothing but disk space hangs on it, and the next run tries again.
    }
    jobs.forgetExpired();
    return Optional.empty();
  }

  private void follow(TrackedJob job) {
    if (job.folder().claimed() && !job.settled() && job.follow()) {
      watch.adopted(job.name(), job.folder());
    }
  }

  private interface Access<T> {
    T run() throws IOException;
  }

  /** The state folder is ours alone; when it cannot be read, nothing can be known any more. */
  private static <T> T attempt(Access<T> access) {
    try {
      return access.run();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
