package dev.phaserollout.local;

import dev.phaserollout.agent.Agent;
import dev.phaserollout.agent.AgentFailure;
import dev.phaserollout.agent.AgentFolders;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Does errands in this process, beside the run's thread and one after another, because they share
 * one Git directory. What an errand came to is safe in its attempt's folder before anybody is told.
 */
final class ErrandRunner implements AutoCloseable {

  /** One errand, from when it was asked for until its end is on disk. */
  private static final class Work {
    private final ErrandPart part;
    private final Errand errand;
    private final AttemptFolder folder;
    private final Instant since;
    private @Nullable Thread thread;
    private boolean cancelled;

    Work(ErrandPart part, Errand errand, AttemptFolder folder, Instant since) {
      this.part = part;
      this.errand = errand;
      this.folder = folder;
      this.since = since;
    }

    synchronized boolean begin() {
      thread = cancelled ? null : Thread.currentThread();
      return !cancelled;
    }

    /** The thread is another work's from now on; whether this one was cancelled. */
    synchronized boolean end() {
      thread = null;
      boolean interrupted = Thread.interrupted();
      return cancelled || interrupted;
    }

    synchronized void cancel() {
      cancelled = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private final GitAccess access;
  private final ErrandStore store;
  private final Clock clock;
  private final Runnable bell;
  private final Map<String, Work> works = new ConcurrentHashMap<>();
  private final Map<String, IOException> unwritten = new ConcurrentHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "phaserollout-errands");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param bell rung when an errand has ended
   */
  ErrandRunner(StateFolder state, GitAccess access, Clock clock, Runnable bell) {
    this.access = access;
    this.store = new ErrandStore(state);
    this.clock = clock;
    this.bell = bell;
  }

  /** Has an errand done, unless one of the same attempt is under way. */
  void submit(String job, ErrandPart part, Errand errand, AttemptFolder folder) {
    Work work = new Work(part, errand, folder, clock.instant());
    if (!unwritten.containsKey(job) && works.putIfAbsent(job, work) == null) {
      thread.execute(() -> run(job, work));
    }
  }

  /** Which errand of an attempt is under way, or waits for its turn. */
  Optional<ErrandPart> atWork(String job) {
    return Optional.ofNullable(works.get(job)).map(work -> work.part);
  }

  /** Since when. */
  Optional<Instant> since(String job) {
    return Optional.ofNullable(works.get(job)).map(work -> work.since);
  }

  /** Why the end of an errand of an attempt could not be kept; then no other is begun for it. */
  Optional<IOException> unwritten(String job) {
    return Optional.ofNullable(unwritten.get(job));
  }

  /** Has the errand of an attempt end soon, if one is under way, and come to nothing. */
  void cancel(String job) {
    Optional.ofNullable(works.get(job)).ifPresent(Work::cancel);
  }

  private void run(String job, Work work) {
    try {
      if (work.begin()) {
        ErrandEnd end = end(work);
        boolean cancelled = work.end();
        // What went well has had its effect, whoever has given it up meanwhile.
        if (!cancelled || end instanceof ErrandResult) {
          new ErrandFiles(work.folder).ended(work.part, end);
        }
      }
    } catch (IOException notKept) {
      unwritten.put(job, notKept);
    } finally {
      works.remove(job);
      bell.run();
    }
  }

  private ErrandEnd end(Work work) {
    try {
      AgentFolders folders =
          new AgentFolders(
              store.take(),
              Optional.of(work.folder.tree()),
              access.credentials(),
              access.signing());
      try {
        return Agent.keeping(folders, clock).run(work.errand);
      } finally {
        store.release();
      }
    } catch (AgentFailure failure) {
      return failure.end();
    } catch (IOException unwritable) {
      return new ErrandFailure(
          work.errand.failure().name(),
          true,
          "the state folder cannot be worked with (" + unwritable + "); make room there");
    } catch (RuntimeException | Error defect) {
      // On a cluster the container would crash; here the run goes on to say so.
      return new ErrandFailure(
          work.errand.failure().name(),
          false,
          "the program itself broke over it (" + defect + "); please report that");
    }
  }

  @Override
  public void close() {
    works.values().forEach(Work::cancel);
    thread.shutdownNow();
  }
}
