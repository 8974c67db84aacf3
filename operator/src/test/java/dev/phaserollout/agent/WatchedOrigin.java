package dev.phaserollout.agent;

import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** A remote whose pushes somebody watches, and may keep from happening or from being heard of. */
final class WatchedOrigin implements Origin {

  /** Is told of each push before and after it. */
  interface Watcher {
    default void before(List<RefChange> changes) throws IOException {}

    default void after(List<RefChange> changes) throws IOException {}
  }

  private final Origin of;
  private final Watcher watcher;

  WatchedOrigin(Origin of, Watcher watcher) {
    this.of = of;
    this.watcher = watcher;
  }

  @Override
  public Optional<String> defaultBranch() throws IOException {
    return of.defaultBranch();
  }

  @Override
  public Optional<ObjectId> commitOf(String ref) throws IOException {
    return of.commitOf(ref);
  }

  @Override
  public void fetchCommit(ObjectId commit, int depth, String branch) throws IOException {
    of.fetchCommit(commit, depth, branch);
  }

  @Override
  public Optional<Seen> fetchBranch(String branch, RunId run) throws IOException {
    return of.fetchBranch(branch, run);
  }

  @Override
  public void fetchHistory(String branch) throws IOException {
    of.fetchHistory(branch);
  }

  @Override
  public PushOutcome push(List<RefChange> changes) throws IOException {
    watcher.before(changes);
    PushOutcome outcome = of.push(changes);
    watcher.after(changes);
    return outcome;
  }
}
