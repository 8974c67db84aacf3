package dev.phaserollout.agent;

import dev.phaserollout.agent.Landing.Proposal;
import dev.phaserollout.agent.Origin.Seen;
import dev.phaserollout.agent.TreeFiles.Entry;
import dev.phaserollout.api.Completion;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.Glob;
import dev.phaserollout.errand.PatternFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Checkpoint file, progress file and tag of a release, in one push: all of them or none. Then the
 * candidates of the run go, which nobody needs any more.
 */
final class CompleteErrand {

  private final Errand.Complete errand;
  private final Completion completion;
  private final Workbench bench;
  private final Landing landing;

  CompleteErrand(Errand.Complete errand, Workbench bench, Landing landing) {
    this.errand = errand;
    this.completion = errand.completion();
    this.bench = bench;
    this.landing = landing;
  }

  ErrandResult run() throws IOException {
    ObjectId last = GitStore.id("commit", errand.commit());
    bench.origin().fetchCommit(last, 1, bench.branch());
    ObjectId completed = landing.land(errand.run(), seen -> propose(seen, last));
    String kept = Candidates.remove(errand.run(), bench);
    return ErrandResult.of(
        Outcome.Completed,
        bench.branch(),
        completed.name(),
        (completion.tag() == null ? "completed by " : completion.tag() + " is ")
            + completed.name()
            + kept);
  }

  private Proposal propose(Seen seen, ObjectId last) throws IOException {
    if (!bench.contains(seen.head(), last)) {
      throw AgentFailure.lasting(
          FailureReason.BranchMoved,
          "found the branch "
              + bench.branch()
              + " without "
              + last.name()
              + ", the last commit of the run, expected it there still; see who has rewritten the"
              + " branch, and release again");
    }
    List<RefChange> changes = new ArrayList<>();
    ObjectId end = last;
    if (completion.checkpointFile() != null || completion.progressFile() != null) {
      end = recorded(seen, last, changes);
    }
    if (completion.tag() != null) {
      tag(completion.tag(), end, changes);
    }
    return new Proposal(end, changes);
  }

  /** The commit with the files: that of an earlier try, or a new one. */
  private ObjectId recorded(Seen seen, ObjectId last, List<RefChange> changes) throws IOException {
    CommitTrailers trailers = CommitTrailers.completion(errand.run(), errand.record().release());
    Optional<RevCommit> own = bench.own(seen.head(), last, trailers);
    if (own.isPresent()) {
      return own.get();
    }
    String message =
        trailers.appendedTo(
            "Complete "
                + errand.record().release()
                + "\n\nRun "
                + errand.run().run()
                + " of "
                + errand.run().rollout()
                + " has succeeded.");
    ObjectId commit = bench.writer().commit(tree(seen.head()), seen.head(), message);
    changes.add(RefChange.forward(bench.ref(), Optional.of(seen.head()), commit));
    return commit;
  }

  private ObjectId tree(ObjectId head) throws IOException {
    Map<String, Entry> files = TreeFiles.of(bench.store(), head);
    try (ObjectInserter inserter = bench.store().inserter()) {
      if (completion.checkpointFile() != null) {
        put(
            "completion.checkpointFile",
            completion.checkpointFile(),
            CheckpointText.of(errand.record()),
            files,
            inserter);
      }
      if (completion.progressFile() != null) {
        String path = completion.progressFile();
        String before = files.containsKey(path) ? text(files.get(path)) : "";
        put(
            "completion.progressFile",
            path,
            ProgressText.of(before, errand.record()),
            files,
            inserter);
      }
      ObjectId tree = CommitTree.write(files, inserter);
      inserter.flush();
      return tree;
    }
  }

  private String text(Entry file) throws IOException {
    return new String(TreeFiles.content(bench.store(), file.id()), StandardCharsets.UTF_8);
  }

  private static void put(
      String field, String path, String content, Map<String, Entry> files, ObjectInserter inserter)
      throws IOException {
    Optional<String> refusal =
        Glob.refusal(path).map(PatternFault::message).or(() -> inTheWay(path, files));
    if (refusal.isPresent()) {
      throw AgentFailure.lasting(FailureReason.CommitRefused, field + ": " + refusal.get());
    }
    FileMode mode = files.containsKey(path) ? files.get(path).mode() : FileMode.REGULAR_FILE;
    files.put(
        path,
        new Entry(
            mode, inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8))));
  }

  /** What stands where the file is to be written. */
  private static Optional<String> inTheWay(String path, Map<String, Entry> files) {
    Entry there = files.get(path);
    boolean link = there != null && !isFile(there.mode());
    boolean folder = files.keySet().stream().anyMatch(other -> other.startsWith(path + "/"));
    boolean below = files.keySet().stream().anyMatch(other -> path.startsWith(other + "/"));
    return link || folder || below
        ? Optional.of(
            "found '"
                + path
                + "', where the branch has "
                + (folder ? "a folder" : link ? "a link" : "a file on the way")
                + ", expected a file or nothing; name another path")
        : Optional.empty();
  }

  private static boolean isFile(FileMode mode) {
    return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
  }

  private void tag(String tag, ObjectId end, List<RefChange> changes) throws IOException {
    String ref = Constants.R_TAGS + tag;
    Optional<ObjectId> there = bench.origin().commitOf(ref);
    if (there.isEmpty()) {
      String message =
          CommitTrailers.completion(errand.run(), errand.record().release())
              .appendedTo("Release " + errand.record().release());
      changes.add(RefChange.forward(ref, Optional.empty(), bench.writer().tag(tag, end, message)));
    } else if (!there.get().equals(end)) {
      throw tagExists(tag, there.get());
    }
  }

  static AgentFailure tagExists(String tag, ObjectId there) {
    return AgentFailure.lasting(
        FailureReason.TagExists,
        "completion.tag: found '"
            + tag
            + "' on "
            + there.name()
            + " already, expected a tag that does not exist yet, because a tag is never moved;"
            + " release under another name, or take the tag away if it was set by mistake");
  }
}
