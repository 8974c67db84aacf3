package dev.phaserollout.local;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this process remembers of an attempt, beside what the attempt's folder says. */
final class TrackedJob {

  private final String name;
  private final AttemptFolder folder;
  private final AttemptReader reader;
  private final AttemptCourse course;
  private final AgentAttempts agents;
  private @Nullable JobErrands errands;
  private boolean resumed;
  private @Nullable JobSighting settled;
  private @Nullable Process process;
  private @Nullable Trouble trouble;
  private @Nullable Claim claim;
  private boolean lookedUp;
  private boolean followed;
  private boolean asked;

  TrackedJob(
      String name,
      AttemptFolder folder,
      AttemptReader reader,
      AttemptCourse course,
      AgentAttempts agents) {
    this.name = name;
    this.folder = folder;
    this.reader = reader;
    this.course = course;
    this.agents = agents;
  }

  String name() {
    return name;
  }

  AttemptFolder folder() {
    return folder;
  }

  /** What is known now; empty where it proves nothing. */
  Optional<JobSighting> sighting() throws IOException {
    if (settled != null) {
      return Optional.of(settled);
    }
    // In this order: the script claims the attempt while it is alive.
    boolean starting = starting();
    Optional<JobSighting> seen = look();
    if (seen.isPresent()) {
      rememberClaim();
      settled = seen.filter(sighting -> !(sighting instanceof JobSighting.Active)).orElse(null);
      // Its time went by while nobody was there to do its errand.
      return resumed && settled == null ? Optional.empty() : seen;
    }
    if (starting) {
      return Optional.empty();
    }
    if (claim != null || (process != null && process.exitValue() == AttemptLauncher.CLAIM_GONE)) {
      settled = reader.vanished(folder, name);
      return Optional.of(settled);
    }
    if (process != null) {
      trouble = new Trouble("CannotStart", whyNotClaimed(process));
    }
    if (trouble != null) {
      return Optional.of(new JobSighting.NotCreated(name, trouble));
    }
    return lookedUp ? Optional.of(new JobSighting.Absent(name)) : Optional.empty();
  }

  private Optional<JobSighting> look() throws IOException {
    if (errands == null) {
      return reader.look(folder, name);
    }
    Optional<IOException> unwritten = agents.unwritten(name);
    if (unwritten.isPresent()) {
      throw new CheckpointUnwritable(unwritten.get());
    }
    boolean held = agents.holds(name);
    Optional<JobSighting> seen = course.look(folder, name, errands, held);
    return held && seen.isPresent() && seen.get() instanceof JobSighting.Active active
        ? Optional.of(withTrouble(active))
        : seen;
  }

  private JobSighting withTrouble(JobSighting.Active active) {
    return new JobSighting.Active(
        active.job(), active.uid(), active.runningSince(), Optional.ofNullable(trouble));
  }

  private String whyNotClaimed(Process ended) throws IOException {
    String said = AttemptFolder.text(folder.root().resolve("launch")).orElse("").strip();
    return "the attempt could not be claimed in "
        + folder.root()
        + " (exit code "
        + ended.exitValue()
        + (said.isEmpty() ? "" : ": " + said)
        + "); see that the folder can be written and the disk has room";
  }

  /** The claim is what keeps a command from running twice, and a step may delete it. */
  private void rememberClaim() throws IOException {
    if (claim == null) {
      claim = AttemptFolder.text(folder.claimFile()).flatMap(Claim::parse).orElse(null);
    }
  }

  /** Whether a process is alive that may still claim the attempt or has claimed it. */
  boolean starting() {
    boolean ours = process != null && process.isAlive();
    return ours || (settled == null && claim != null && claim.alive());
  }

  /**
   * Whether something is at work for it, or will be without being asked for again. An attempt whose
   * command waits to be started is not.
   */
  boolean active() throws IOException {
    if (starting() || agents.atWork(name)) {
      return true;
    }
    if (settled != null || agents.unwritten(name).isPresent()) {
      return false;
    }
    return !agents.holds(name) && look().filter(JobSighting.Active.class::isInstance).isPresent();
  }

  /** The agent's part in it; empty where it has none. */
  Optional<JobErrands> errands() {
    return Optional.ofNullable(errands);
  }

  /** The agent has a part in it. */
  void has(JobErrands part) {
    errands = part;
  }

  /** An earlier process has left it in the midst of an errand, which is done again. */
  void resume() {
    resumed = true;
  }

  boolean settled() {
    return settled != null;
  }

  boolean succeeded() {
    return settled instanceof JobSighting.Ended ended
        && ended.outcome() instanceof AttemptOutcome.Succeeded;
  }

  void started(Process by) {
    process = by;
    followed = true;
    trouble = null;
    lookedUp = false;
  }

  void notStarted(Trouble why) {
    process = null;
    trouble = why;
  }

  void lookUp() {
    lookedUp = true;
  }

  /** True once: the first to ask is to follow a process that an earlier run of ours has started. */
  boolean follow() {
    boolean first = !followed;
    followed = true;
    return first;
  }

  /** Asks the script to end the command; a second time without grace. */
  void end() throws IOException {
    Optional<ProcessHandle> script =
        AttemptFolder.text(folder.claimFile())
            .flatMap(Claim::parse)
            .filter(Claim::alive)
            .flatMap(claim -> ProcessHandle.of(claim.pid()));
    script.ifPresent(ProcessHandle::destroy);
    asked = asked || script.isPresent();
  }

  /** Whether the script was asked to end the command. */
  boolean asked() {
    return asked;
  }
}
