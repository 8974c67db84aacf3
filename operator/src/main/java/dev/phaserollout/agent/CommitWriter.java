package dev.phaserollout.agent;

import dev.phaserollout.api.GitAuthor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;

/** Writes commits and tags into the store, in the author's name and signed where that is asked. */
final class CommitWriter {

  private static final GitAuthor NOBODY_IN_PARTICULAR =
      new GitAuthor("PhaseRollout", "noreply@phaserollout.dev");

  private final GitStore store;
  private final GitAuthor author;
  private final Optional<CommitSigner> signer;
  private final Clock clock;

  CommitWriter(
      GitStore store, Optional<GitAuthor> author, Optional<CommitSigner> signer, Clock clock) {
    this.store = store;
    this.author = author.orElse(NOBODY_IN_PARTICULAR);
    this.signer = signer;
    this.clock = clock;
  }

  /** A commit with one parent. */
  ObjectId commit(AnyObjectId tree, AnyObjectId parent, String message) throws IOException {
    return commit(tree, parent, message, now());
  }

  /** A commit whose author keeps the time at which they wrote it first. */
  ObjectId commit(AnyObjectId tree, AnyObjectId parent, String message, PersonIdent written)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentId(parent);
    commit.setAuthor(written);
    commit.setCommitter(now());
    commit.setEncoding(StandardCharsets.UTF_8);
    commit.setMessage(message);
    if (signer.isPresent()) {
      commit.setGpgSignature(signer.get().sign(commit.build()));
    }
    try (ObjectInserter inserter = store.inserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  /** An annotated tag of a commit. */
  ObjectId tag(String name, AnyObjectId commit, String message) throws IOException {
    TagBuilder tag = new TagBuilder();
    tag.setTag(name);
    tag.setObjectId(commit, Constants.OBJ_COMMIT);
    tag.setTagger(now());
    tag.setEncoding(StandardCharsets.UTF_8);
    tag.setMessage(message);
    if (signer.isPresent()) {
      tag.setGpgSignature(signer.get().sign(tag.build()));
    }
    try (ObjectInserter inserter = store.inserter()) {
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      return id;
    }
  }

  private PersonIdent now() {
    return new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
  }
}
