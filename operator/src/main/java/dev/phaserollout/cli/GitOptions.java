package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.local.GitAccess;
import dev.phaserollout.local.OwnTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a local run about the workspace of its rollout. */
final class GitOptions {

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description =
          "your own working tree of the workspace, which is looked at before a run begins and never"
              + " written to (default: the one that you are in)")
  private @Nullable Path workspace;

  @Option(
      names = "--git-url",
      paramLabel = "URL",
      description = "where the workspace is, other than the file's")
  private @Nullable String url;

  @Option(
      names = "--git-credentials",
      paramLabel = "DIR",
      description =
          "a folder with what credentialsSecretRef has on a cluster, a file for each key: token, or"
              + " username and password, or ssh-privatekey and known_hosts; and ca.crt for a server"
              + " with an authority of its own")
  private @Nullable Path credentials;

  @Option(
      names = "--git-signing",
      paramLabel = "DIR",
      description =
          "a folder with what signing.secretRef has on a cluster: ssh-privatekey or gpg-privatekey,"
              + " and passphrase where it has one")
  private @Nullable Path signing;

  /** The address to use, where it is another one; a folder of this host in full. */
  Optional<String> url() {
    return Optional.ofNullable(url)
        .map(
            word ->
                Files.isDirectory(Path.of(word))
                    ? Path.of(word).toAbsolutePath().normalize().toString()
                    : word);
  }

  /** What of this host may be used. */
  GitAccess access(PhaseRolloutSpec spec) {
    return new GitAccess(
        OwnTree.of(spec, Optional.ofNullable(workspace), Path.of("")),
        Optional.ofNullable(credentials).map(Path::toAbsolutePath),
        Optional.ofNullable(signing).map(Path::toAbsolutePath));
  }

  /** The same options as words. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add("--workspace", workspace, words);
    add("--git-url", url, words);
    add("--git-credentials", credentials, words);
    add("--git-signing", signing, words);
    return words;
  }

  private static void add(String option, @Nullable Object value, List<String> words) {
    if (value != null) {
      words.addAll(List.of(option, value.toString()));
    }
  }
}
