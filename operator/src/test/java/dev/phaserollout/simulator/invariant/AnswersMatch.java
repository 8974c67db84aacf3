package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.cluster.History.AnswerGiven;
import dev.phaserollout.simulator.cluster.History.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * It was given before the write that counts it, to a question that an older version of the same run
 * had asked with the same digest, with a decision that the question takes, verified where it must
 * be; and each person is counted once.
 */
final class AnswersMatch implements Invariant {

  @Override
  public String sentence() {
    return "no answer is counted that does not match its question";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    for (Write write : history.writes()) {
      for (QuestionStatus question : write.after().getStatus().questions()) {
        Set<String> people = new HashSet<>();
        for (AnswerStatus counted : question.answers()) {
          judge(found, history, write, question.id(), counted);
          if (!people.add(counted.by())) {
            found.add(new Evidence(write.move(), counted.by() + " counts twice"));
          }
        }
      }
      for (AnswerStatus counted : decided(write)) {
        if (isCommand(write, counted)) {
          continue;
        }
        judge(found, history, write, String.valueOf(counted.question()), counted);
      }
    }
    return found;
  }

  /** What this write has added to the decisions of its run. */
  private static List<AnswerStatus> decided(Write write) {
    RunStatus after = write.after().getStatus().run();
    RunStatus before = write.before().getStatus().run();
    if (after == null) {
      return List.of();
    }
    int known = before == null || before.number() != after.number() ? 0 : before.answers().size();
    return after.answers().subList(Math.min(known, after.answers().size()), after.answers().size());
  }

  /** An abort is written down as the answer that it is. */
  private static boolean isCommand(Write write, AnswerStatus counted) {
    return counted.approvalUid() == null
        && counted.by().equals("phaserollout.dev/abort")
        && !Claims.abort(write.before()).equals(Claims.abort(write.after()));
  }

  private static void judge(
      List<Evidence> found, History history, Write write, String question, AnswerStatus counted) {
    int run = Claims.run(write.after());
    Optional<Answer> given =
        history.answers().stream()
            .filter(one -> one.version() < write.version())
            .map(AnswerGiven::answer)
            .filter(answer -> answer.uid().equals(counted.approvalUid()))
            .findFirst();
    boolean right =
        given
            .filter(answer -> answer.question().equals(question) && answer.run() == run)
            .filter(answer -> answer.rolloutUid().equals(write.after().getMetadata().getUid()))
            .filter(answer -> answer.approver().equals(counted.by()))
            .filter(answer -> answer.decision().equals(counted.decision()))
            .filter(answer -> answer.verified() || !mustBeVerified(history, run, question))
            .flatMap(answer -> Claims.asked(history, run, answer, write.version()))
            .filter(asked -> asked.choices().contains(counted.decision()))
            .isPresent();
    if (!right) {
      String text = "run " + run + " counts " + counted + " to " + question + ", given " + given;
      found.add(new Evidence(write.move(), text));
    }
  }

  private static boolean mustBeVerified(History history, int run, String question) {
    return history.specOfRun(run).stream()
        .flatMap(spec -> spec.phases().stream())
        .filter(phase -> phase.name().equals(question) && phase.approval() != null)
        .anyMatch(phase -> Boolean.TRUE.equals(phase.approval().requireVerifiedIdentity()));
  }
}
