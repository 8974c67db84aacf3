package dev.phaserollout.local;

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
  private @Nullable JobSighting settled;
  private @Nullable Process process;
  private @Nullable Trouble trouble;
  private @Nullable Claim claim;
  private boolean lookedUp;
  private boolean followed;
  private boolean asked;

  TrackedJob(String name, AttemptFolder folder, AttemptReader reader) {
    this.name = name;
    this.folder = folder;
    this.reader = reader;
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
    Optional<JobSighting> seen = reader.look(folder, name);
    if (seen.isPresent()) {
      rememberClaim();
      settled = seen.filter(sighting -> !(sighting instanceof JobSighting.Active)).orElse(null);
      return seen;
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

  boolean active() throws IOException {
    return starting() || sighting().filter(JobSighting.Active.class::isInstance).isPresent();
  }

  boolean settled() {
    return settled != null;
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
