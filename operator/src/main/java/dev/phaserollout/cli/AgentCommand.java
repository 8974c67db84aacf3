package dev.phaserollout.cli;

import dev.phaserollout.agent.Agent;
import dev.phaserollout.agent.AgentFailure;
import dev.phaserollout.agent.AgentFolders;
import dev.phaserollout.agent.ErrandReader;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.TerminationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code phaserollout agent ERRAND}: the Git work beside a step. The operator calls it inside of
 * pods; people have no use for it, so the main help is silent about it.
 */
@Command(
    name = "agent",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = {
      "Does the Git work of a rollout, inside of its pods: what the operator calls.",
      "What comes of it is one JSON object in the file that $PHASEROLLOUT_OUTPUTS names, with"
          + " outcome and commit, or with the reason of the failure."
    })
final class AgentCommand implements Verb {

  private static final String ERRAND = "PHASEROLLOUT_ERRAND";
  private static final String RESULT = "PHASEROLLOUT_OUTPUTS";

  @Parameters(
      index = "0",
      paramLabel = "ERRAND",
      description = "prepare, checkout, finish, advance, revert or complete")
  private String word = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the details as a JSON object (default: the variable " + ERRAND + ")")
  private @Nullable Path file;

  @Option(
      names = "--git-dir",
      required = true,
      paramLabel = "DIR",
      description = "the agent's own Git directory, which no step may see")
  private @Nullable Path git;

  @Option(
      names = "--work-tree",
      paramLabel = "DIR",
      description = "the working tree of the step, for checkout and finish")
  private @Nullable Path workTree;

  @Option(
      names = "--credentials",
      paramLabel = "DIR",
      description =
          "the Secret for the remote: token, username and password, or ssh-privatekey; and ca.crt")
  private @Nullable Path credentials;

  @Option(
      names = "--signing",
      paramLabel = "DIR",
      description = "the Secret with the signing key: ssh-privatekey or gpg-privatekey")
  private @Nullable Path signing;

  @Override
  public Exit run(Session session) throws IOException {
    try {
      ErrandResult result = agent(session).run(ErrandReader.read(word, details(session)));
      leave(session, TerminationMessage.of(result));
      session.out().println(result.message());
      return Exit.SUCCEEDED;
    } catch (AgentFailure failure) {
      leave(session, TerminationMessage.of(failure.end()));
      throw new Refusal(
          failure.reason() == FailureReason.InvalidErrand ? Exit.USAGE : Exit.FAILED,
          failure.reason() + ": " + failure.words());
    }
  }

  private Agent agent(Session session) {
    return new Agent(
        new AgentFolders(
            Optional.ofNullable(git).orElseThrow(),
            Optional.ofNullable(workTree),
            Optional.ofNullable(credentials),
            Optional.ofNullable(signing)),
        session.clock());
  }

  private String details(Session session) {
    if (file == null) {
      return Optional.ofNullable(session.env().get(ERRAND))
          .orElseThrow(
              () ->
                  new Refusal(
                      Exit.USAGE,
                      ERRAND
                          + ": found nothing, expected the details of the errand as a JSON object;"
                          + " set it, or name a FILE"));
    }
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new Refusal(
          Exit.USAGE,
          file + ": found no file that can be read, expected the errand's details; see its path");
    }
  }

  private static void leave(Session session, String message) throws IOException {
    String path = session.env().get(RESULT);
    if (path != null && !path.isEmpty()) {
      Files.writeString(Path.of(path), message);
    }
  }
}
