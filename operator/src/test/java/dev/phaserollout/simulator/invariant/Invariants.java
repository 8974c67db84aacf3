package dev.phaserollout.simulator.invariant;

import dev.phaserollout.simulator.cluster.History;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is always true, whatever happens. Every schedule and every scenario is held against the
 * whole list.
 */
public final class Invariants {

  public static final List<Invariant> ALL =
      List.of(
          new NoAttemptTwice(),
          new NoTwoAttemptsAtOnce(),
          new NoFinishedStepAgain(),
          new NoSuccessIsRepeated(),
          new NoCheckpointIsIgnored(),
          new PhasesNeverOverlap(),
          new DependenciesFirst(),
          new MaxParallelHolds(),
          new NothingStartsWithoutIntent(),
          new NothingStartsWhileSuspended(),
          new NothingIsOrderedOnceSettled(),
          new NothingStartsThatIsOver(),
          new NothingStartsThatWasCancelled(),
          new NothingIsCancelledByMistake(),
          new NothingIsLeftRunning(),
          new JobsOutliveTheirRun(),
          new SuccessIsEarned(),
          new ReuseIsEarned(),
          new InputsCarryOutputs(),
          new RetryLimitsHold(),
          new TimeoutsAreThoseOfTheSpec(),
          new RunNumbersGrowByOne(),
          new HistoryIsBounded(),
          new MessagesAreBounded(),
          new ObservedGenerationIsHonest(),
          new ConditionsAreWellFormed(),
          new ConditionsFollowTheTable(),
          new NothingIsCurrentThatDidNotSucceed(),
          new CompensationsInReverse(),
          new NothingIsUndoneWhileStepsRun(),
          new NothingGoesOnInARollback(),
          new NothingIsUndoneTwice(),
          new NothingUndoneIsReused(),
          new RollbackCoversWhatWorked(),
          new RolledBackIsTrue(),
          new ApprovalsFirst(),
          new AnswersMatch(),
          new QuestionsAreThoseThatWait(),
          new WorkspacesComeFirst(),
          new OneCommitPerCommitPoint(),
          new CommitsAreTakenBack(),
          new TagsComeLast(),
          new KnownCommitsWereThere(),
          new GatesBeforeTheBranch(),
          new GatesHoldUp(),
          new AttemptsAreJudged(),
          VerdictsAreEarned.passes(),
          VerdictsAreEarned.failures(),
          new MeasurementsCountOnce(),
          new GateClocksGoOn());

  private Invariants() {}

  /** One line for each piece of evidence against any of them; empty means that all hold. */
  public static List<String> broken(History history) {
    return ALL.stream().flatMap(invariant -> lines(invariant, history)).toList();
  }

  private static Stream<String> lines(Invariant invariant, History history) {
    return invariant.evidence(history).stream()
        .map(
            found ->
                "move "
                    + found.move()
                    + ": NOT TRUE that "
                    + invariant.sentence()
                    + ": "
                    + found.text());
  }
}
