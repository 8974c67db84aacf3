package dev.phaserollout.agent;

import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The agent's own Git directory, which no step ever sees: no working tree, no hook, and a
 * configuration that the agent alone writes.
 */
final class GitStore implements AutoCloseable {

  private final Path folder;
  private final Repository repository;

  private GitStore(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** Opens the store in a folder, which it makes where it is absent. */
  static GitStore open(Path folder) throws IOException {
    IsolatedGit.enter();
    Files.createDirectories(folder);
    Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    if (!Files.exists(folder.resolve("HEAD"))) {
      repository.create(true);
    }
    StoredConfig config = repository.getConfig();
    // A server that sends the agent elsewhere would be asked with the same credentials there.
    config.setString("http", null, "followRedirects", "false");
    config.setBoolean(
        ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTODETACH, false);
    config.save();
    return new GitStore(folder, repository);
  }

  Path folder() {
    return folder;
  }

  Repository repository() {
    return repository;
  }

  boolean has(AnyObjectId id) throws IOException {
    return repository.getObjectDatabase().has(id);
  }

  /** A commit with its message and tree, which must be there. */
  RevCommit commit(AnyObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(id);
    }
  }

  /** What is written into the store; nothing is there before it is flushed. */
  ObjectInserter inserter() {
    return repository.newObjectInserter();
  }

  /** An id as texts of specs and statuses have it. */
  static ObjectId id(String field, String text) {
    if (!ObjectId.isId(text)) {
      throw AgentFailure.lasting(
          FailureReason.InvalidErrand,
          field
              + ": found '"
              + text
              + "', expected the 40 characters of a commit; write all of it");
    }
    return ObjectId.fromString(text);
  }

  @Override
  public void close() {
    repository.close();
  }
}
