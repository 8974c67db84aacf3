package dev.phaserollout.agent;

import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** The remote, over the wire. */
final class TransportOrigin implements Origin {

  /** Where what was fetched is kept in the store. */
  private static final String HERE = "refs/origin/";

  private final GitStore store;
  private final Wire wire;
  private final boolean kept;
  private final Clock clock;

  /**
   * @param kept whether the store serves errands to come, which may look at any commit of it
   * @param clock tells how old a lock is
   */
  TransportOrigin(GitStore store, Wire wire, boolean kept, Clock clock) {
    this.store = store;
    this.wire = wire;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public Optional<String> defaultBranch() throws IOException {
    return Optional.ofNullable(advertised("HEAD").get("HEAD"))
        .filter(Ref::isSymbolic)
        .map(head -> Repository.shortenRefName(head.getTarget().getName()));
  }

  @Override
  public Optional<ObjectId> commitOf(String ref) throws IOException {
    return Optional.ofNullable(advertised(ref).get(ref))
        .map(
            found ->
                found.getPeeledObjectId() == null
                    ? found.getObjectId()
                    : found.getPeeledObjectId());
  }

  private Map<String, Ref> advertised(String ref) throws IOException {
    return wire.talk(
        transport -> {
          try (FetchConnection connection = transport.openFetch(List.of(), ref)) {
            Map<String, Ref> refs = new LinkedHashMap<>();
            connection.getRefs().forEach(found -> refs.put(found.getName(), found));
            return refs;
          }
        });
  }

  @Override
  public void fetchCommit(ObjectId commit, int depth, String branch) throws IOException {
    if (kept && hasHistory()) {
      fetchConnected(commit, branch);
      return;
    }
    if (store.has(commit)) {
      return;
    }
    try {
      fetch(depth, new RefSpec(commit.name() + ":" + HERE + "commits/" + commit.name()));
    } catch (TransportException notByItsId) {
      if (!String.valueOf(notByItsId.getMessage()).contains(commit.name())) {
        throw notByItsId;
      }
      // Old servers hand out branches only.
      fetch(0, new RefSpec("+refs/heads/" + branch + ":" + HERE + "branch"));
      if (!store.has(commit)) {
        throw notByItsId;
      }
    }
  }

  private boolean hasHistory() throws IOException {
    return !store.repository().getRefDatabase().getRefsByPrefix(HERE).isEmpty();
  }

  /**
   * A second commit without those before it would be an end of history in the midst of it, and
   * later looks would miss what is behind. So history ends before all that is asked for.
   */
  private void fetchConnected(ObjectId commit, String branch) throws IOException {
    RefSpec whole = new RefSpec("+refs/heads/" + branch + ":" + HERE + "branch");
    if (!store.has(commit)) {
      fetch(0, whole);
    }
    if (!store.has(commit) || !beginsBefore(commit)) {
      RefSpec one = new RefSpec(commit.name() + ":" + HERE + "commits/" + commit.name());
      fetch(Constants.INFINITE_DEPTH, whole, one);
    }
  }

  /** Whether what the store has of the history begins before a commit, or with it. */
  private boolean beginsBefore(ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(store.repository())) {
      for (ObjectId first : store.repository().getObjectDatabase().getShallowCommits()) {
        if (!walk.isMergedInto(walk.parseCommit(first), walk.parseCommit(commit))) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public Optional<Seen> fetchBranch(String branch, RunId run) throws IOException {
    if (commitOf("refs/heads/" + branch).isEmpty()) {
      return Optional.empty();
    }
    String here = HERE + "candidates/";
    fetch(
        0,
        new RefSpec("+refs/heads/" + branch + ":" + HERE + "branch"),
        new RefSpec("+" + run.candidates() + "/*:" + here + "*"));
    ObjectId head = Objects.requireNonNull(store.repository().resolve(HERE + "branch"));
    Map<String, ObjectId> candidates = new TreeMap<>();
    for (Ref ref : store.repository().getRefDatabase().getRefsByPrefix(here)) {
      candidates.put(ref.getName().substring(here.length()), ref.getObjectId());
    }
    return Optional.of(new Seen(head, candidates));
  }

  @Override
  public void fetchHistory(String branch) throws IOException {
    fetch(Constants.INFINITE_DEPTH, new RefSpec("+refs/heads/" + branch + ":" + HERE + "branch"));
  }

  private void fetch(int depth, RefSpec... specs) throws IOException {
    wire.talk(
        transport -> {
          if (depth > 0) {
            transport.setDepth(depth);
          }
          transport.setRemoveDeletedRefs(true);
          return transport.fetch(NullProgressMonitor.INSTANCE, List.of(specs));
        });
  }

  @Override
  public PushOutcome push(List<RefChange> changes) throws IOException {
    try {
      return push(changes, changes.size() > 1);
    } catch (TransportException refused) {
      if (String.valueOf(refused.getMessage()).endsWith(JGitText.get().atomicPushNotSupported)) {
        return oneByOne(changes);
      }
      throw refused;
    }
  }

  /** Where a server cannot do all at once, the order of the changes is a safe one. */
  private PushOutcome oneByOne(List<RefChange> changes) throws IOException {
    for (RefChange change : changes) {
      PushOutcome outcome = push(List.of(change), false);
      if (!(outcome instanceof PushOutcome.Done)) {
        return outcome;
      }
    }
    return new PushOutcome.Done();
  }

  private PushOutcome push(List<RefChange> changes, boolean atomic) throws IOException {
    List<RemoteRefUpdate> updates = new ArrayList<>();
    for (RefChange change : changes) {
      updates.add(update(change));
    }
    if (wire.address().way() == RemoteAddress.Way.FOLDER) {
      StaleLocks.remove(
          Path.of(wire.address().uri().getPath()),
          changes.stream().map(RefChange::ref).toList(),
          clock.instant());
    }
    PushResult result =
        wire.talk(
            transport -> {
              transport.setPushAtomic(atomic);
              return transport.push(NullProgressMonitor.INSTANCE, updates);
            });
    return outcome(changes, result);
  }

  private RemoteRefUpdate update(RefChange change) throws IOException {
    return new RemoteRefUpdate(
        store.repository(),
        change.to().map(ObjectId::name).orElse(null),
        change.to().orElse(null),
        change.ref(),
        change.forced(),
        null,
        change.from().orElse(ObjectId.zeroId()));
  }

  private PushOutcome outcome(List<RefChange> changes, PushResult result) throws IOException {
    Collection<RemoteRefUpdate> updates = result.getRemoteUpdates();
    if (updates.stream().allMatch(TransportOrigin::isDone)) {
      return new PushOutcome.Done();
    }
    if (updates.stream().anyMatch(TransportOrigin::isOutdated) || haveMoved(changes)) {
      return new PushOutcome.Moved();
    }
    if (updates.stream().anyMatch(TransportOrigin::isLocked)) {
      // Passing: another push is under way, or has been cut off and is cleared away in time.
      throw new IOException("a lock is held there: " + words(updates, result.getMessages()));
    }
    return new PushOutcome.Refused(words(updates, result.getMessages()));
  }

  private static boolean isDone(RemoteRefUpdate update) {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE, NON_EXISTING -> true;
      default -> false;
    };
  }

  private static boolean isOutdated(RemoteRefUpdate update) {
    return switch (update.getStatus()) {
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> true;
      default -> false;
    };
  }

  private static boolean isLocked(RemoteRefUpdate update) {
    return String.valueOf(update.getMessage()).contains("failed to lock");
  }

  /** Servers have many words for a ref that moved while they were taking a push; so look. */
  private boolean haveMoved(List<RefChange> changes) throws IOException {
    for (RefChange change : changes) {
      Ref now = advertised(change.ref()).get(change.ref());
      if (!Optional.ofNullable(now).map(Ref::getObjectId).equals(change.from())) {
        return true;
      }
    }
    return false;
  }

  private static String words(Collection<RemoteRefUpdate> updates, String messages) {
    return Stream.concat(
            updates.stream()
                .filter(update -> !isDone(update))
                .map(update -> update.getRemoteName() + ": " + reason(update)),
            messages.lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String reason(RemoteRefUpdate update) {
    return update.getMessage() == null ? update.getStatus().name() : update.getMessage();
  }
}
