package dev.phaserollout.local;

import dev.phaserollout.engine.Effect;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * This host as the world of a rollout: effects become processes and files, and files become
 * sightings. Every answer is what is known of the effect's Job afterwards. For one thread.
 */
final class ProcessWorld implements Effect.Handler<Optional<JobSighting>> {

  private final StateFolder state;
  private final RevisionFolder revisions;
  private final AnswerFolder answers;
  private final AttemptLauncher launcher;
  private final AttemptReader reader;
  private final Function<Revision, PreflightReport> preflight;
  private final ProcessWatch watch;
  private final Sweeper sweeper;
  private final LocalMeasurements measurements;
  private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();
  private final Set<String> swept = new HashSet<>();
  private Optional<PreflightReport> report = Optional.empty();
  private boolean stopping;

  ProcessWorld(
      StateFolder state,
      RevisionFolder revisions,
      AnswerFolder answers,
      AttemptLauncher launcher,
      AttemptReader reader,
      Function<Revision, PreflightReport> preflight,
      ProcessWatch watch,
      Sweeper sweeper,
      LocalMeasurements measurements) {
    this.state = state;
    this.revisions = revisions;
    this.answers = answers;
    this.launcher = launcher;
    this.reader = reader;
    this.preflight = preflight;
    this.watch = watch;
    this.sweeper = sweeper;
    this.measurements = measurements;
  }

  /** What is known now. */
  World world() {
    Map<String, JobSighting> seen = new TreeMap<>();
    for (TrackedJob job : jobs.values()) {
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
    Path folder = state.run(run);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path claim : files.filter(file -> file.endsWith("claim")).sorted().toList()) {
        AttemptFolder attempt = new AttemptFolder(claim.resolveSibling(""));
        AttemptFolder.text(claim)
            .flatMap(Claim::parse)
            .ifPresent(known -> follow(track(known.job(), attempt)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether nothing of ours is at work: no attempt, and no measurement whose result counts. */
  boolean idle() {
    return !measurements.awaits() && !running();
  }

  /** Whether an attempt is at work. Nothing is lost with a measurement: it is taken again. */
  boolean running() {
    return jobs.values().stream().anyMatch(job -> attempt(job::active));
  }

  /** Has what attempts that have ended left running outside their session ended soon. */
  void sweep() {
    Set<Path> ended = new HashSet<>();
    for (TrackedJob job : jobs.values()) {
      if (job.settled() && swept.add(job.name())) {
        ended.add(job.folder().root());
      }
    }
    if (!ended.isEmpty()) {
      sweeper.soon(ended);
    }
  }

  /** Gives up what is being measured. */
  void stopMeasuring() {
    measurements.close();
  }

  /** Returns when nothing is left running that {@link #sweep} was to have ended. */
  void sweptClean() {
    sweeper.finish();
  }

  /**
   * Takes every attempt away that is at work and starts none any more; a second call gives them no
   * more time.
   *
   * @param by ends the sentence "ended by …"
   */
  void interrupt(String by) {
    stopping = true;
    for (TrackedJob job : jobs.values()) {
      if (attempt(job::active)) {
        attempt(
            () -> {
              job.folder().mark(job.folder().interrupted(), "ended by " + by + "\n");
              endUnlessNeverStarted(job);
              return job;
            });
      }
    }
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
    TrackedJob job = track(effect.job().name(), state.attempt(effect.job().attempt()));
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
    try {
      Process process = launcher.start(effect.job(), job.folder());
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
    return attempt(job::sighting);
  }

  @Override
  public Optional<JobSighting> cancelJob(Effect.CancelJob effect) {
    return cancel(track(effect.job().name(), state.attempt(effect.job().attempt())));
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
          return before.isPresent() && job.settled() ? before : job.sighting();
        });
  }

  @Override
  public Optional<JobSighting> cancelStray(Effect.CancelStray effect) {
    // One process at a time holds the state folder, so what its checkpoint says is never old.
    return Optional.ofNullable(jobs.get(effect.job())).flatMap(this::cancel);
  }

  /** Whoever claims first decides: it never starts, or it is ended. */
  private static void endUnlessNeverStarted(TrackedJob job) throws IOException {
    if (!job.folder().claim(Claim.neverToStart(job.name()))) {
      job.end();
    }
  }

  @Override
  public Optional<JobSighting> lookUpJob(Effect.LookUpJob effect) {
    TrackedJob job = track(effect.name(), state.attempt(effect.attempt()));
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
    jobs.values().removeIf(job -> job.settled() && Files.notExists(job.folder().root()));
    return Optional.empty();
  }

  private TrackedJob track(String name, AttemptFolder folder) {
    return jobs.computeIfAbsent(name, fresh -> new TrackedJob(name, folder, reader));
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
