package dev.phaserollout.cli;

import dev.phaserollout.api.ApprovalDecision;
import dev.phaserollout.api.PhaseApproval;
import dev.phaserollout.api.PhaseApprovalSpec;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RolloutRef;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a question of a rollout on a cluster: what an answer has to name, its status says. */
final class AnswerWriter {

  @Mixin private final ClusterOptions where = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "the rollout on the cluster")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "QUESTION",
      description = "as the status calls it, such as the name of a phase")
  private String question = "";

  @Option(names = "--comment", paramLabel = "TEXT", description = "why, for the record")
  private @Nullable String comment;

  @Option(
      names = "--output",
      paramLabel = "NAME=VALUE",
      description = "a result of what was done by hand; once for each")
  private List<String> outputs = new ArrayList<>();

  /**
   * Creates the answer.
   *
   * @throws Refusal where nothing is asked that could be answered so, or the API server says no
   */
  Exit give(ApprovalDecision decision, Session session) {
    Map<String, String> results = results();
    try (Cluster cluster = where.open(session)) {
      PhaseRollout rollout = cluster.rollout(name);
      QuestionStatus asked = asked(rollout, decision);
      RunStatus run = Optional.ofNullable(rollout.getStatus().run()).orElseThrow();
      PhaseApproval answer = new PhaseApproval();
      answer.setMetadata(new ObjectMetaBuilder().withGenerateName(name + "-").build());
      answer.setSpec(
          new PhaseApprovalSpec(
              new RolloutRef(name, rollout.getMetadata().getUid()),
              run.number(),
              asked.id(),
              asked.digest() == null ? "" : asked.digest(),
              decision,
              cluster.caller(),
              comment,
              results));
      PhaseApproval given = cluster.create(answer);
      session
          .out()
          .println(
              given.getMetadata().getName()
                  + ": "
                  + decision
                  + " by "
                  + given.getSpec().approver()
                  + " to "
                  + asked.id()
                  + " of run "
                  + run.number());
      return Exit.SUCCEEDED;
    }
  }

  private QuestionStatus asked(PhaseRollout rollout, ApprovalDecision decision) {
    List<QuestionStatus> open =
        Optional.ofNullable(rollout.getStatus())
            .map(PhaseRolloutStatus::questions)
            .orElse(List.of());
    QuestionStatus asked =
        open.stream()
            .filter(known -> known.id().equals(question))
            .findFirst()
            .orElseThrow(() -> notAsked(open));
    if (!asked.choices().contains(decision.name())) {
      throw new Refusal(
          Exit.USAGE,
          "question '"
              + question
              + "': found "
              + decision
              + ", expected one of "
              + String.join(", ", asked.choices())
              + "; 'phaserollout answer' gives any of them");
    }
    return asked;
  }

  private Refusal notAsked(List<QuestionStatus> open) {
    String known =
        open.isEmpty()
            ? "it asks nothing now"
            : "it asks "
                + open.stream()
                    .map(asked -> asked.id() + " (" + String.join(", ", asked.choices()) + ")")
                    .collect(Collectors.joining("; "));
    return new Refusal(
        Exit.USAGE, "rollout '" + name + "': found no open question '" + question + "'; " + known);
  }

  private Map<String, String> results() {
    Map<String, String> results = new LinkedHashMap<>();
    for (String output : outputs) {
      int equals = output.indexOf('=');
      if (equals < 1) {
        throw new Refusal(
            Exit.USAGE, "--output: found '" + output + "', expected NAME=VALUE; write it so");
      }
      results.put(output.substring(0, equals), output.substring(equals + 1));
    }
    return results;
  }
}
