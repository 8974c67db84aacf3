package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.AnswerRefusal.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which answers do not count, as a stored status tells: a person who has answered in vain has to
 * hear of it. Pure, and without memory: asked again it says the same again.
 *
 * <p>An answer that had its time is no news. Answer objects outlive their question, so one that was
 * there before the rollout, or before the end of the run that it names, is passed over in silence.
 */
public final class AnswerRefusals {

  private static final int DIGEST_SHOWN = 19;

  private final PhaseRollout rollout;
  private final PhaseRolloutStatus status;
  private final RunStatus run;

  private AnswerRefusals(PhaseRollout rollout, PhaseRolloutStatus status, RunStatus run) {
    this.rollout = rollout;
    this.status = status;
    this.run = run;
  }

  /**
   * The answers that are refused, in the order given.
   *
   * @param rollout as it was stored by a decision that had seen the answers; one that it had not
   *     seen is not refused for that
   * @param answers all that are known, those that were counted included
   */
  public static List<AnswerRefusal> of(PhaseRollout rollout, List<Answer> answers) {
    PhaseRolloutStatus status = rollout.getStatus();
    if (status == null || status.run() == null) {
      return List.of();
    }
    AnswerRefusals refusals = new AnswerRefusals(rollout, status, status.run());
    return answers.stream().map(refusals::refusal).flatMap(Optional::stream).toList();
  }

  private Optional<AnswerRefusal> refusal(Answer answer) {
    if (counted().anyMatch(known -> answer.uid().equals(known.approvalUid()))) {
      return Optional.empty();
    }
    if (!answer.rolloutUid().equals(rollout.getMetadata().getUid())) {
      return otherRollout(answer);
    }
    if (answer.run() != run.number()) {
      return otherRun(answer);
    }
    Optional<QuestionStatus> asked =
        status.questions().stream()
            .filter(question -> question.id().equals(answer.question()))
            .findFirst();
    return asked.isEmpty() ? notAsked(answer) : ofQuestion(asked.get(), answer);
  }

  private Stream<AnswerStatus> counted() {
    return Stream.concat(
        status.questions().stream().flatMap(question -> question.answers().stream()),
        run.answers().stream());
  }

  private Optional<AnswerRefusal> otherRollout(Answer answer) {
    Optional<Instant> created =
        StatusTime.read(rollout.getMetadata().getCreationTimestamp())
            .filter(at -> answer.createdAt().isBefore(at));
    return created.isPresent()
        ? Optional.empty()
        : AnswerCheck.refused(
            answer,
            Cause.OTHER_ROLLOUT,
            "it names the rollout with uid "
                + answer.rolloutUid()
                + ", expected "
                + rollout.getMetadata().getUid()
                + ", the one that has this name now");
  }

  private Optional<AnswerRefusal> otherRun(Answer answer) {
    boolean earlier = answer.run() < run.number();
    if (earlier && over(answer.run()).filter(answer.createdAt()::isAfter).isEmpty()) {
      return Optional.empty();
    }
    return AnswerCheck.refused(
        answer,
        Cause.OTHER_RUN,
        "it names run "
            + answer.run()
            + (earlier ? ", which is over" : ", which has not come yet")
            + ", expected run "
            + run.number()
            + "; copy run, question and digest from what status.questions asks now");
  }

  /** When an earlier run was over, or at the latest; empty where nothing says it. */
  private Optional<Instant> over(int number) {
    List<RunRecord> ended =
        status.history().stream().filter(known -> known.run() < run.number()).toList();
    return Stream.concat(
            ended.stream().filter(known -> known.run() == number).map(RunRecord::completedAt),
            ended.stream().map(RunRecord::completedAt))
        .flatMap(time -> StatusTime.read(time).stream())
        .findFirst()
        .or(() -> StatusTime.read(run.startedAt()));
  }

  private Optional<AnswerRefusal> notAsked(Answer answer) {
    String decided =
        run.answers().stream()
            .filter(known -> answer.question().equals(known.question()))
            .map(QuestionMessages::decided)
            .collect(Collectors.joining(", "));
    String asked =
        status.questions().stream().map(QuestionStatus::id).collect(Collectors.joining(", "));
    String why =
        decided.isEmpty()
            ? "run " + run.number() + " does not ask '" + answer.question() + "' now"
            : "it comes after the decision: " + decided;
    return AnswerCheck.refused(
        answer,
        Cause.NOT_ASKED,
        why + "; " + (asked.isEmpty() ? "nothing is asked now" : "asked now: " + asked));
  }

  private Optional<AnswerRefusal> ofQuestion(QuestionStatus question, Answer answer) {
    if (!answer.digest().equals(question.digest())) {
      return AnswerCheck.refused(
          answer,
          Cause.OTHER_DIGEST,
          "it names digest "
              + shortened(answer.digest())
              + ", expected "
              + shortened(question.digest() == null ? "" : question.digest())
              + ": what is being decided is not what was read; read the question again");
    }
    return AnswerCheck.refusal(question, answer).or(() -> second(question, answer));
  }

  private static String shortened(String digest) {
    return digest.length() <= DIGEST_SHOWN ? digest : digest.substring(0, DIGEST_SHOWN) + "…";
  }

  private static Optional<AnswerRefusal> second(QuestionStatus question, Answer answer) {
    return question.answers().stream()
        .filter(known -> known.by().equals(answer.approver()))
        .findFirst()
        .flatMap(
            first ->
                AnswerCheck.refused(
                    answer,
                    Cause.SECOND_DECISION,
                    answer.approver()
                        + " has decided before ("
                        + first.decision()
                        + "), and the first decision of a person counts"));
  }
}
