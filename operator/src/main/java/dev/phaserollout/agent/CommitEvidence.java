package dev.phaserollout.agent;

import dev.phaserollout.agent.TreeFiles.Entry;
import dev.phaserollout.errand.ContentPattern;
import dev.phaserollout.errand.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What a commit shows of what people have done since the run began. */
final class CommitEvidence implements DeliverableCheck.Evidence {

  private final GitStore store;
  private final Map<String, Entry> head;
  private final Map<String, Entry> base;

  CommitEvidence(GitStore store, Map<String, Entry> head, Map<String, Entry> base) {
    this.store = store;
    this.head = head;
    this.base = base;
  }

  @Override
  public List<WorkFile> files(Glob glob) {
    return head.entrySet().stream()
        .filter(file -> glob.matches(file.getKey()))
        .map(file -> new WorkFile(file.getKey(), kind(file.getValue()), 0, Instant.EPOCH))
        .toList();
  }

  private static WorkFile.Kind kind(Entry entry) {
    if (entry.mode() == FileMode.REGULAR_FILE) {
      return WorkFile.Kind.FILE;
    } else if (entry.mode() == FileMode.EXECUTABLE_FILE) {
      return WorkFile.Kind.EXECUTABLE;
    }
    return entry.mode() == FileMode.GITLINK ? WorkFile.Kind.REPOSITORY : WorkFile.Kind.LINK;
  }

  @Override
  public boolean contains(WorkFile file, ContentPattern pattern) throws IOException {
    byte[] content = TreeFiles.content(store, blob(file));
    return pattern.isIn(
        new String(
            content,
            0,
            Math.min(content.length, StepEvidence.SEARCHED_BYTES_MAX),
            StandardCharsets.UTF_8));
  }

  private ObjectId blob(WorkFile file) {
    return Optional.ofNullable(head.get(file.path())).orElseThrow().id();
  }

  @Override
  public boolean touchedByRun(WorkFile file) {
    Entry before = base.get(file.path());
    return before == null || !before.id().equals(blob(file));
  }
}
