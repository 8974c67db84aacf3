package dev.phaserollout.simulator.remote;

import dev.phaserollout.engine.Attempt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/** The repository that all push to: one branch, candidates of steps, tags. It forgets nothing. */
public final class Remote {

  /**
   * The branch has gone on.
   *
   * @param version the newest stored version of the rollout at that moment
   */
  public record Push(int move, int version, Commit commit) {}

  /** A tag was set. */
  public record Tagging(int move, int version, String tag, Commit commit, Optional<Attempt> by) {}

  private final IntSupplier move;
  private final IntSupplier version;
  private final List<Push> pushes = new ArrayList<>();
  private final List<Tagging> taggings = new ArrayList<>();
  private final Map<String, Commit> commits = new LinkedHashMap<>();
  private final Map<String, Push> proposals = new LinkedHashMap<>();
  private final Map<String, Commit> candidates = new LinkedHashMap<>();
  private final Map<String, Commit> tags = new LinkedHashMap<>();

  /** The clock of what is recorded: the move of the schedule, and the rollout's newest version. */
  public Remote(IntSupplier move, IntSupplier version) {
    this.move = move;
    this.version = version;
    push(commit(Optional.empty(), Map.of(), Commit.Trailers.NONE, Set.of(), Optional.empty()));
  }

  // What is there.

  /** What the branch has now. */
  public Commit head() {
    return pushes.get(pushes.size() - 1).commit();
  }

  /** All that the branch has had, in the order in which it came; the first commit included. */
  public List<Push> pushes() {
    return pushes;
  }

  /** In the order in which they were set. */
  public List<Tagging> taggings() {
    return taggings;
  }

  /** The commit of that id, wherever it is. */
  public Optional<Commit> commit(String id) {
    return Optional.ofNullable(commits.get(id));
  }

  /** When a commit was made to wait for gates; empty where it never was. */
  public Optional<Push> proposal(String id) {
    return Optional.ofNullable(proposals.get(id));
  }

  Optional<Commit> candidate(String ref) {
    return Optional.ofNullable(candidates.get(ref));
  }

  Optional<Commit> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  // What agents do.

  Commit commit(
      Optional<Commit> parent,
      Map<String, String> files,
      Commit.Trailers trailers,
      Set<String> takenBack,
      Optional<Attempt> by) {
    String id = idOf(commits.size());
    Commit commit = new Commit(id, parent, Map.copyOf(files), trailers, takenBack, by);
    commits.put(id, commit);
    return commit;
  }

  /** Forty digits, as they are everywhere else. */
  private static String idOf(int number) {
    String digits = Integer.toString(number + 1);
    return "c".repeat(40 - digits.length()) + digits;
  }

  void push(Commit commit) {
    pushes.add(new Push(move.getAsInt(), version.getAsInt(), commit));
  }

  void propose(String ref, Commit commit) {
    candidates.put(ref, commit);
    proposals.putIfAbsent(commit.id(), new Push(move.getAsInt(), version.getAsInt(), commit));
  }

  void setTag(String name, Commit commit, Optional<Attempt> by) {
    tags.put(name, commit);
    taggings.add(new Tagging(move.getAsInt(), version.getAsInt(), name, commit, by));
  }

  // What others do.

  /** Somebody else pushes a change of one file. */
  public void pushByOthers(String path, String text) {
    Map<String, String> files = new TreeMap<>(head().files());
    files.put(path, text);
    push(commit(Optional.of(head()), files, Commit.Trailers.NONE, Set.of(), Optional.empty()));
  }

  /** Somebody else sets a tag, unless there is one. */
  public void tagByOthers(String name) {
    if (!tags.containsKey(name)) {
      setTag(name, head(), Optional.empty());
    }
  }

  /**
   * Somebody takes back by hand what the agent has committed in runs after this one and could not
   * take back, and says so with the trailer that the agent looks for.
   */
  public void takeBackByHand(int after) {
    Map<String, String> files = new TreeMap<>(head().files());
    Set<String> ids = new TreeSet<>();
    for (int i = pushes.size() - 1; i > 0; i--) {
      Commit commit = pushes.get(i).commit();
      if (!commit.trailers().step().isEmpty() && commit.by().orElseThrow().run() > after) {
        Map<String, String> before = commit.parent().orElseThrow().files();
        commit.files().forEach((path, text) -> restore(path, text, before, files));
        ids.add(commit.id());
      }
    }
    push(commit(Optional.of(head()), files, Commit.Trailers.NONE, ids, Optional.empty()));
  }

  private static void restore(
      String path, String text, Map<String, String> before, Map<String, String> files) {
    if (!before.containsKey(path)) {
      files.remove(path);
    } else if (!text.equals(before.get(path))) {
      files.put(path, before.get(path));
    }
  }
}
