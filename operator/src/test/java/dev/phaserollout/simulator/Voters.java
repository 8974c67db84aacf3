package dev.phaserollout.simulator;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.Attempt;
import dev.phaserollout.engine.Role;
import dev.phaserollout.simulator.cluster.FakeCluster;
import dev.phaserollout.simulator.cluster.History;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Those who answer questions, rightly or not, and take their answers back. */
final class Voters {

  private static final String POD = ":pod";
  private static final List<String> PEOPLE = List.of("alice", "bob", "carol");

  private static final int ANSWERS_MOST = 20;

  private final FakeCluster cluster;
  private final Dice dice;
  private final Tally tally;
  private final Trace trace;
  private final List<Answer> given = new ArrayList<>();
  private int answers;

  Voters(FakeCluster cluster, Dice dice, Tally tally, Trace trace) {
    this.cluster = cluster;
    this.dice = dice;
    this.tally = tally;
    this.trace = trace;
  }

  void mayAct(Faults faults) {
    if (dice.chance(faults.answer())) {
      answerSomething(faults);
    }
    if (dice.chance(faults.answer() * 0.2) && !given.isEmpty()) {
      Answer gone = given.remove(dice.between(0, given.size() - 1));
      tally.count(Sometimes.ANSWER_WITHDRAWN);
      trace.line(() -> "the answer " + gone.name() + " is deleted");
      cluster.withdraw(gone);
    }
  }

  /** Answers all that is asked, each time as somebody else; false when nothing is. */
  boolean answerAll() {
    List<QuestionStatus> open = cluster.rollout().newest().getStatus().questions();
    for (QuestionStatus question : open) {
      give(rightly(question, "person-" + answers));
    }
    return !open.isEmpty();
  }

  /** Nothing happens until somebody answers; true when somebody did. */
  boolean mayAnswerWhatIsAsked(Faults faults) {
    boolean willing = faults.answer() > 0 && answers < ANSWERS_MOST;
    if (!willing || newest().questions().isEmpty()) {
      return false;
    }
    answerSomething(faults);
    return true;
  }

  private void answerSomething(Faults faults) {
    List<QuestionStatus> open = new ArrayList<>(newest().questions());
    boolean late = dice.chance(0.1);
    boolean mistaken = dice.chance(faults.mistake());
    boolean together = dice.chance(0.2);
    if (late) {
      open = formerlyOpen();
    }
    if (open.isEmpty()) {
      return;
    }
    QuestionStatus question = dice.pick(open);
    tally.countIf(late, Sometimes.OLD_QUESTION_ANSWERED);
    Answer answer = rightly(question, dice.pick(PEOPLE));
    give(mistaken ? mistaken(answer) : answer);
    if (together) {
      tally.count(Sometimes.TWO_PEOPLE_ANSWERED_AT_ONCE);
      give(rightly(question, dice.pick(PEOPLE)));
    }
  }

  /** Asked once by an older version; whether it still is nobody has looked. */
  private List<QuestionStatus> formerlyOpen() {
    int version = dice.between(0, cluster.rollout().newestVersion());
    return cluster.rollout().version(version).getStatus().questions().stream()
        .filter(question -> !question.id().endsWith(POD))
        .toList();
  }

  private Answer rightly(QuestionStatus question, String person) {
    answers++;
    RunStatus run = newest().run();
    return new Answer(
        "answer-uid-" + answers,
        "answer-" + answers,
        cluster.rollout().newest().getMetadata().getUid(),
        run == null ? 1 : run.number(),
        question.id(),
        question.digest() == null ? "" : question.digest(),
        dice.pick(question.choices()),
        person,
        "",
        Map.of(StepDraft.OUTPUT, "said-" + answers),
        true,
        cluster.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private Answer mistaken(Answer a) {
    int mistake = dice.between(0, 5);
    tally.count(
        switch (mistake) {
          case 0 -> Sometimes.ANSWER_NAMED_ANOTHER_RUN;
          case 1 -> Sometimes.ANSWER_NAMED_ANOTHER_DIGEST;
          case 2 -> Sometimes.ANSWER_NAMED_ANOTHER_ROLLOUT;
          case 3 -> Sometimes.ANSWER_NOT_VERIFIED;
          case 4 -> Sometimes.ANSWER_OF_NO_CHOICE;
          default -> Sometimes.ANSWER_WITHOUT_OUTPUTS;
        });
    return new Answer(
        a.uid(),
        a.name(),
        mistake == 2 ? "uid-of-another" : a.rolloutUid(),
        mistake == 0 ? a.run() + (dice.chance(0.5) ? 1 : -1) : a.run(),
        a.question(),
        mistake == 1 ? "sha256:another" : a.digest(),
        mistake == 4 ? dice.oneOf("Skip", "Retry", "Postpone") : a.decision(),
        a.approver(),
        a.comment(),
        mistake == 5 ? Map.of() : a.outputs(),
        mistake != 3,
        a.createdAt());
  }

  private void give(Answer answer) {
    if (answer.question().endsWith(POD) && answer.decision().equals("Approve")) {
      switchOff(answer.question());
    }
    tally.countIf(
        given.stream()
            .anyMatch(
                before ->
                    before.approver().equals(answer.approver())
                        && before.digest().equals(answer.digest())),
        Sometimes.SAME_PERSON_ANSWERED_TWICE);
    trace.line(() -> "somebody answers: " + told(answer));
    given.add(answer);
    cluster.answer(answer);
  }

  /** Whoever says that a pod is gone has seen to it. */
  private void switchOff(String question) {
    String id = question.substring(0, question.length() - POD.length());
    Role role =
        Stream.of(Role.ROLLBACK, Role.GIT, Role.GATE)
            .filter(one -> id.endsWith(":" + one.label()))
            .findFirst()
            .orElse(Role.STEP);
    String path = role == Role.STEP ? id : id.substring(0, id.lastIndexOf(':'));
    tally.count(
        switch (role) {
          case ROLLBACK -> Sometimes.ROLLBACK_POD_TAKEN_AS_GONE;
          case GIT -> Sometimes.GIT_POD_TAKEN_AS_GONE;
          default -> Sometimes.POD_TAKEN_AS_GONE;
        });
    for (History.JobBirth birth : cluster.history().births()) {
      Attempt attempt = birth.request().attempt();
      boolean meant = attempt.role() == role && path.equals(attempt.phase() + "/" + attempt.step());
      if (meant && isNewest(attempt)) {
        trace.line(() -> "the node of " + attempt + " is switched off");
        cluster.switchNodeOff(attempt);
      }
    }
  }

  private boolean isNewest(Attempt attempt) {
    RunStatus run = newest().run();
    return run != null
        && run.number() == attempt.run()
        && cluster.history().births().stream()
            .map(birth -> birth.request().attempt())
            .filter(other -> other.run() == attempt.run() && other.role() == attempt.role())
            .filter(other -> other.phase().equals(attempt.phase()))
            .filter(other -> other.step().equals(attempt.step()))
            .noneMatch(other -> other.number() > attempt.number());
  }

  private PhaseRolloutStatus newest() {
    return cluster.rollout().newest().getStatus();
  }

  private static String told(Answer answer) {
    return answer.approver()
        + " says "
        + answer.decision()
        + " to "
        + answer.question()
        + " of run "
        + answer.run()
        + (answer.verified() ? "" : ", unverified");
  }
}
