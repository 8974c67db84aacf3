package dev.phaserollout.agent;

import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.FailureReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs errands. One errand at a time uses a Git directory; different directories have nothing to do
 * with each other.
 */
public final class Agent {

  private final AgentFolders folders;
  private final Clock clock;
  private final UnaryOperator<Origin> remote;
  private final Landing.Pause pause;
  private final boolean kept;

  /**
   * An agent whose Git directory goes with the pod.
   *
   * @param folders where the agent works
   * @param clock the time that commits get
   */
  public Agent(AgentFolders folders, Clock clock) {
    this(folders, clock, UnaryOperator.identity(), Agent::sleep);
  }

  Agent(AgentFolders folders, Clock clock, UnaryOperator<Origin> remote, Landing.Pause pause) {
    this(folders, clock, remote, pause, false);
  }

  private Agent(
      AgentFolders folders,
      Clock clock,
      UnaryOperator<Origin> remote,
      Landing.Pause pause,
      boolean kept) {
    this.folders = folders;
    this.clock = clock;
    this.remote = remote;
    this.pause = pause;
    this.kept = kept;
  }

  /**
   * An agent whose Git directory serves errand after errand, of any kind, run and order: what was
   * fetched once is not fetched again.
   */
  public static Agent keeping(AgentFolders folders, Clock clock) {
    return new Agent(folders, clock, UnaryOperator.identity(), Agent::sleep, true);
  }

  /**
   * Does what the errand asks for, or throws an {@link AgentFailure}. May be called again with the
   * same errand after a crash.
   */
  public ErrandResult run(Errand errand) {
    GitWorkspace workspace = errand.workspace();
    WorkspaceGuard.ofSpec(workspace.url(), Optional.ofNullable(workspace.expectedRemote()))
        .ifPresent(
            refusal -> {
              throw AgentFailure.lasting(FailureReason.WorkspaceRefused, refusal);
            });
    RemoteAddress address = RemoteAddress.of(workspace.url());
    Optional<SecretFolder> secret =
        secret(folders.credentials(), "workspace.git.credentialsSecretRef");
    Credentials credentials = CredentialsReader.read(secret, address);
    Optional<Authorities> authorities = secret.flatMap(Authorities::read);
    Optional<CommitSigner> signer =
        secret(folders.signing(), "workspace.git.signing.secretRef").map(SigningReader::read);
    try (GitStore store = GitStore.open(folders.git())) {
      Wire wire = new Wire(store, address, credentials, authorities);
      Origin origin = remote.apply(new TransportOrigin(store, wire, kept, clock));
      CommitWriter writer =
          new CommitWriter(store, Optional.ofNullable(workspace.author()), signer, clock);
      return run(errand, new Workbench(branch(workspace, origin), store, origin, writer));
    } catch (IOException failed) {
      throw failure(errand, failed);
    }
  }

  private ErrandResult run(Errand errand, Workbench bench) throws IOException {
    Landing landing = new Landing(bench, pause);
    if (errand instanceof Errand.Prepare prepare) {
      return PrepareErrand.run(prepare, bench);
    } else if (errand instanceof Errand.Checkout checkout) {
      return CheckoutErrand.run(checkout, bench, folders.tree());
    } else if (errand instanceof Errand.Finish finish) {
      return new FinishErrand(finish, bench, landing).run(folders.tree());
    } else if (errand instanceof Errand.Inspect inspect) {
      return InspectErrand.run(inspect, bench);
    } else if (errand instanceof Errand.Advance advance) {
      return new AdvanceErrand(advance, bench, landing).run();
    } else if (errand instanceof Errand.Revert revert) {
      return new RevertErrand(revert, bench, landing).run();
    }
    return new CompleteErrand((Errand.Complete) errand, bench, landing).run();
  }

  private static String branch(GitWorkspace workspace, Origin origin) throws IOException {
    String named = workspace.branch();
    return named != null
        ? named
        : origin
            .defaultBranch()
            .orElseThrow(
                () ->
                    AgentFailure.lasting(
                        FailureReason.WorkspaceRefused,
                        "workspace.git.branch: found nothing, and a remote that prefers no branch,"
                            + " expected the name of one; write it there"));
  }

  private static Optional<SecretFolder> secret(Optional<Path> folder, String field) {
    return folder.map(path -> new SecretFolder(path, field));
  }

  private static AgentFailure failure(Errand errand, IOException failed) {
    TransportFault fault = TransportFault.of(errand.workspace().url(), failed);
    return fault.passing()
        ? AgentFailure.passing(errand.failure(), fault.words())
        : AgentFailure.lasting(errand.failure(), fault.words());
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for the remote");
    }
  }
}
