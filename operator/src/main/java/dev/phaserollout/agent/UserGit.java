package dev.phaserollout.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The Git directory of a person's own working tree, read as text: the library would put a file
 * there to measure its clock, and nothing of a person's is written to here.
 *
 * @param own what belongs to this working tree alone: its HEAD and index
 * @param common what it may share with others: configuration, refs and objects
 */
record UserGit(Path own, Path common) {

  private static final String SYMBOLIC = "ref: ";
  private static final String POINTER = "gitdir: ";

  /** The directory that a working tree uses; empty where the folder is the top of none. */
  static Optional<UserGit> of(Path top) throws IOException {
    Path git = top.resolve(Constants.DOT_GIT);
    if (Files.isRegularFile(git)) {
      String text = Files.readString(git, StandardCharsets.UTF_8).strip();
      if (!text.startsWith(POINTER)) {
        return Optional.empty();
      }
      git = top.resolve(text.substring(POINTER.length())).normalize();
    }
    if (!Files.exists(git.resolve(Constants.HEAD))) {
      return Optional.empty();
    }
    Path own = git;
    return Optional.of(
        new UserGit(
            own,
            text(own.resolve("commondir"))
                .map(path -> own.resolve(path.strip()).normalize())
                .orElse(own)));
  }

  Config config() throws IOException {
    return config(common.resolve(Constants.CONFIG));
  }

  /** A file of Git's own form; empty where there is none. */
  static Config config(Path file) throws IOException {
    Config config = new Config();
    try {
      config.fromText(text(file).orElse(""));
      return config;
    } catch (ConfigInvalidException unreadable) {
      throw new IOException(file + " is no configuration of Git: " + unreadable.getMessage());
    }
  }

  /** The short name of the branch that is checked out; empty where HEAD is detached. */
  Optional<String> branch() throws IOException {
    return symbolic(own.resolve(Constants.HEAD), Constants.R_HEADS);
  }

  /** The short name of the branch that the remote origin prefers, as far as is known here. */
  Optional<String> preferredBranch() throws IOException {
    return symbolic(
        common.resolve(Constants.R_REMOTES + "origin/HEAD"), Constants.R_REMOTES + "origin/");
  }

  private static Optional<String> symbolic(Path ref, String prefix) throws IOException {
    return text(ref)
        .map(String::strip)
        .filter(target -> target.startsWith(SYMBOLIC + prefix))
        .map(target -> target.substring((SYMBOLIC + prefix).length()));
  }

  /** The commit that is checked out; empty before the first one. */
  Optional<ObjectId> head() throws IOException {
    Optional<String> branch = branch();
    return branch.isPresent()
        ? commit(Constants.R_HEADS + branch.get())
        : text(own.resolve(Constants.HEAD)).flatMap(UserGit::id);
  }

  /** What a branch or a remote's branch is known to mean; empty where there is no such ref. */
  Optional<ObjectId> commit(String ref) throws IOException {
    Optional<ObjectId> loose = text(common.resolve(ref)).flatMap(UserGit::id);
    return loose.isPresent() ? loose : packed(ref);
  }

  private Optional<ObjectId> packed(String ref) throws IOException {
    return text(common.resolve(Constants.PACKED_REFS)).stream()
        .flatMap(String::lines)
        .filter(line -> line.endsWith(" " + ref))
        .findFirst()
        .flatMap(line -> id(line.substring(0, line.length() - ref.length())));
  }

  private static Optional<ObjectId> id(String text) {
    return Optional.of(text.strip()).filter(ObjectId::isId).map(ObjectId::fromString);
  }

  /** The text of a file; empty where it is missing. */
  static Optional<String> text(Path file) throws IOException {
    try {
      return Files.isDirectory(file)
          ? Optional.empty()
          : Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }
}
