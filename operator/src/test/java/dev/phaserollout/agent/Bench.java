package dev.phaserollout.agent;

import dev.phaserollout.api.CommitPoint;
import dev.phaserollout.api.Completion;
import dev.phaserollout.api.Deliverable;
import dev.phaserollout.api.GitAuthor;
import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ReleaseRecord;
import dev.phaserollout.errand.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Sends the agent on errands, each in folders of its own, as each would be in a pod of its own. */
final class Bench {

  static final RunId RUN = new RunId("shop", "checkout", "2f6a", 3);
  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private final Path folder;
  private final GitWorkspace workspace;
  private final AtomicInteger pods = new AtomicInteger();
  private UnaryOperator<Origin> remote = UnaryOperator.identity();
  private Optional<Path> signing = Optional.empty();

  private Bench(Path folder, GitWorkspace workspace) {
    this.folder = folder;
    this.workspace = workspace;
  }

  /** A bench for a workspace, with the password of the test server among its credentials. */
  static Bench of(Path folder, String url) throws IOException {
    Bench bench =
        new Bench(
            folder,
            new GitWorkspace(
                url, "main", null, null, new GitAuthor("Release Bot", "bot@example.com"), null));
    bench.credential("username", GitServer.NAME);
    bench.credential("password", GitServer.PASSWORD);
    return bench;
  }

  Bench credential(String key, String value) throws IOException {
    Files.writeString(Files.createDirectories(credentials()).resolve(key), value + "\n");
    return this;
  }

  Bench signedWith(String key, String value) throws IOException {
    Path secret = Files.createDirectories(folder.resolve("signing"));
    Files.writeString(secret.resolve(key), value + "\n");
    signing = Optional.of(secret);
    return this;
  }

  /** From now on the remote is reached through this. */
  Bench through(UnaryOperator<Origin> way) {
    remote = way;
    return this;
  }

  Path credentials() {
    return folder.resolve("credentials");
  }

  GitWorkspace workspace() {
    return workspace;
  }

  /** A pod for a step, whose working tree is checked out at a commit. */
  Pod pod(String commit) {
    Pod pod = new Pod();
    pod.run(new Errand.Checkout(workspace, commit));
    return pod;
  }

  /** An errand in a pod of its own, without a working tree. */
  ErrandResult run(Errand errand) {
    return new Pod().run(errand);
  }

  /** One pod: the folders that its containers share. */
  final class Pod {

    private final Path home = folder.resolve("pod-" + pods.incrementAndGet());

    Path tree() {
      return home.resolve("tree");
    }

    Path git() {
      return home.resolve("git");
    }

    Pod write(String path, String content) throws IOException {
      Path file = tree().resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    }

    ErrandResult run(Errand errand) {
      AgentFolders folders =
          new AgentFolders(git(), Optional.of(tree()), Optional.of(credentials()), signing);
      return new Agent(folders, Clock.fixed(NOW, ZoneOffset.UTC), remote, time -> {}).run(errand);
    }

    /** What comes after the step: a commit of the paths. */
    ErrandResult finish(String step, String commit, String... paths) {
      return run(Bench.this.finish(step, commit, false, paths));
    }
  }

  Errand.Finish finish(String step, String commit, boolean gated, String... paths) {
    return new Errand.Finish(
        workspace,
        RUN,
        "staging",
        step,
        commit,
        commit,
        List.of(),
        new CommitPoint(List.of(paths), "feat: " + step),
        gated);
  }

  Errand.Finish deliver(String base, String commit, Deliverable... deliverables) {
    return new Errand.Finish(
        workspace, RUN, "staging", "write", base, commit, List.of(deliverables), null, false);
  }

  Errand.Inspect inspect(String base, Deliverable... deliverables) {
    return new Errand.Inspect(workspace, RUN, "staging", "write", base, List.of(deliverables));
  }

  Errand.Advance advance(String step, String candidate) {
    return new Errand.Advance(workspace, RUN, "staging", step, candidate, true);
  }

  Errand.Revert revert(String base) {
    return new Errand.Revert(workspace, RUN, base, 0, List.of());
  }

  Errand.Complete complete(String commit) {
    return new Errand.Complete(
        workspace,
        RUN,
        commit,
        new Completion("v1.0.0", "CHECKPOINT.txt", "PROGRESS.md"),
        new ReleaseRecord(
            "shop/checkout",
            "v1.0.0",
            3,
            "Succeeded",
            "2026-05-04T09:00:00Z",
            "2026-05-04T10:00:00Z",
            commit,
            List.of(
                new ReleaseRecord.PhaseRecord(
                    "staging",
                    "Succeeded",
                    List.of(new ReleaseRecord.StepRecord("deploy", "Succeeded", commit)))),
            List.of(),
            List.of(),
            List.of()));
  }
}
