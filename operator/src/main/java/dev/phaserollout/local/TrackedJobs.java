package dev.phaserollout.local;

import dev.phaserollout.engine.JobErrands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The attempts that this process knows of, by the names of their Jobs. */
final class TrackedJobs {

  private final StateFolder state;
  private final AttemptReader reader;
  private final AttemptCourse course;
  private final AgentAttempts agents;
  private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();

  TrackedJobs(StateFolder state, AttemptReader reader, AttemptCourse course, AgentAttempts agents) {
    this.state = state;
    this.reader = reader;
    this.course = course;
    this.agents = agents;
  }

  Collection<TrackedJob> all() {
    return jobs.values();
  }

  Optional<TrackedJob> named(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /** The attempt of that name, from now on in this folder. */
  TrackedJob track(String name, AttemptFolder folder) {
    return jobs.computeIfAbsent(
        name, fresh -> new TrackedJob(name, folder, reader, course, agents));
  }

  /** Forgets attempts of which nothing is left. */
  void forgetExpired() {
    jobs.values().removeIf(job -> job.settled() && Files.notExists(job.folder().root()));
  }

  /** The attempts of a run that earlier processes have left, tracked from now on. */
  List<TrackedJob> discover(int run) throws IOException {
    Path folder = state.run(run);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<AttemptFolder> attempts;
    try (Stream<Path> below = Files.walk(folder, 2)) {
      attempts =
          below
              .filter(path -> path.getNameCount() == folder.getNameCount() + 2)
              .sorted()
              .map(AttemptFolder::new)
              .toList();
    }
    List<TrackedJob> found = new ArrayList<>();
    for (AttemptFolder attempt : attempts) {
      discover(attempt).ifPresent(found::add);
    }
    return found;
  }

  private Optional<TrackedJob> discover(AttemptFolder attempt) throws IOException {
    Optional<ErrandFiles.Given> given = new ErrandFiles(attempt).read();
    Optional<String> claim =
        AttemptFolder.text(attempt.claimFile()).flatMap(Claim::parse).map(Claim::job);
    Optional<TrackedJob> job =
        given.map(ErrandFiles.Given::job).or(() -> claim).map(name -> track(name, attempt));
    if (job.isPresent() && given.isPresent()) {
      adopt(job.get(), given.get().errands());
    }
    return job;
  }

  /** Its errands are done again; its command, in contrast, never starts in a later process. */
  private static void adopt(TrackedJob job, JobErrands errands) throws IOException {
    AttemptFolder folder = job.folder();
    job.has(errands);
    if (errands instanceof JobErrands.Alone || Files.exists(folder.exit())) {
      job.resume();
    } else if (!folder.claimed()) {
      folder.mark(folder.interrupted(), "ended by the end of the program, before it began\n");
      boolean unused = folder.claim(Claim.neverToStart(job.name()));
    }
  }
}
