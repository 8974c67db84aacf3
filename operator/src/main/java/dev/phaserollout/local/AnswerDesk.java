package dev.phaserollout.local;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.engine.Problem;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where people's answers come in: judged by what is asked then, and stored before they count. */
final class AnswerDesk {

  private final LocalStore store;
  private final RevisionFolder revisions;
  private final AnswerFolder answers;
  private final Clock clock;
  private final Queue<GivenAnswer> given = new ConcurrentLinkedQueue<>();

  AnswerDesk(LocalStore store, RevisionFolder revisions, AnswerFolder answers, Clock clock) {
    this.store = store;
    this.revisions = revisions;
    this.answers = answers;
    this.clock = clock;
  }

  /** Takes an answer for the next {@link #hear}. From any thread. */
  void lay(GivenAnswer answer) {
    given.add(answer);
  }

  /**
   * Stores the answers that were laid here.
   *
   * @return what keeps some of them from counting
   */
  List<Problem> hear() {
    List<Problem> problems = new ArrayList<>();
    for (GivenAnswer answer = given.poll(); answer != null; answer = given.poll()) {
      problems.addAll(take(List.of(answer)));
    }
    return problems;
  }

  /**
   * Stores all of the answers, or none.
   *
   * @return what keeps some of them from counting
   */
  List<Problem> take(List<GivenAnswer> together) {
    PhaseRollout rollout = store.asRun(revisions);
    AnswerRules rules = new AnswerRules(rollout, clock.instant());
    List<Problem> problems =
        together.stream().flatMap(answer -> rules.problems(answer).stream()).toList();
    if (problems.isEmpty()) {
      together.forEach(answer -> store(rollout, rules, answer));
    }
    return problems;
  }

  private void store(PhaseRollout rollout, AnswerRules rules, GivenAnswer answer) {
    try {
      answers.store(
          rollout.getMetadata().getUid(),
          RunStanding.of(rollout).run().map(RunStatus::number).orElse(0),
          rules.question(answer).map(QuestionStatus::digest).orElse(""),
          answer,
          clock.instant());
    } catch (IOException unwritable) {
      throw new CheckpointUnwritable(unwritable);
    }
  }
}
