package dev.phaserollout.agent;

import dev.phaserollout.agent.TreeFiles.Entry;
import dev.phaserollout.errand.ContentPattern;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** What a working tree shows of what its step has done. */
final class StepEvidence implements DeliverableCheck.Evidence {

  /** A deliverable is a document or a report; what is longer is searched up to here. */
  static final int SEARCHED_BYTES_MAX = 16 << 20;

  private final WorkTree tree;
  private final Map<String, Entry> base;
  private final Instant checkedOutAs;

  private StepEvidence(WorkTree tree, Map<String, Entry> base, Instant checkedOutAs) {
    this.tree = tree;
    this.base = base;
    this.checkedOutAs = checkedOutAs;
  }

  static StepEvidence of(Errand.Finish errand, ObjectId given, Workbench bench, WorkTree tree)
      throws IOException {
    boolean asksForAge =
        errand.deliverables().stream().anyMatch(deliverable -> deliverable.maxAge() != null);
    Map<String, Entry> base = Map.of();
    if (asksForAge) {
      ObjectId begin = GitStore.id("base", errand.base());
      bench.origin().fetchCommit(begin, 1, bench.branch());
      base = TreeFiles.of(bench.store(), begin);
    }
    return new StepEvidence(tree, base, StepClone.timeOfFiles(bench.store().commit(given)));
  }

  @Override
  public List<WorkFile> files(Glob glob) throws IOException {
    return tree.files(List.of(glob));
  }

  @Override
  public boolean contains(WorkFile file, ContentPattern pattern) throws IOException {
    return tree.read(
        file.path(),
        (content, size) ->
            pattern.isIn(
                new String(content.readNBytes(SEARCHED_BYTES_MAX), StandardCharsets.UTF_8)));
  }

  /**
   * Checkouts give all files the time of their commit, so another time shows that the step wrote
   * the file, even if it wrote what was there before.
   */
  @Override
  public boolean touchedByRun(WorkFile file) throws IOException {
    if (!file.modified().equals(checkedOutAs)) {
      return true;
    }
    Entry before = base.get(file.path());
    return before == null || !before.id().equals(tree.read(file.path(), StepEvidence::hash));
  }

  private static ObjectId hash(InputStream content, long size) throws IOException {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, size, content);
    }
  }
}
