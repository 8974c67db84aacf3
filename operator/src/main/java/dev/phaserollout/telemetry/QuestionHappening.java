package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens to something that waits for a person. */
public sealed interface QuestionHappening extends Happening {

  /** Which question. */
  Asked asked();

  /**
   * A question.
   *
   * @param kind an open-ended word, such as {@code Approval}
   * @param id what an answer names
   */
  record Asked(String kind, String id) {

    /** {@code Approval production}. */
    @Override
    public String toString() {
      return kind.isEmpty() ? id : kind + " " + id;
    }
  }

  /**
   * A person has to decide or to do something.
   *
   * @param question what to do, and what each choice leads to
   * @param expires when it ends without an answer; empty where it does not
   * @param digest tells it from a question of that id that was there before
   */
  record QuestionRaised(Place place, Asked asked, String question, String expires, String digest)
      implements QuestionHappening {

    /** What was planned to be decided by a person; every other kind is something gone wrong. */
    private static final Set<String> PLANNED = Set.of("Approval", "ManualStep");

    @Override
    public String text() {
      return asked
          + " waits for an answer"
          + (expires.isEmpty() ? "" : " until " + expires)
          + ": "
          + question;
    }

    @Override
    public boolean bad() {
      return !PLANNED.contains(asked.kind());
    }

    @Override
    public Optional<EventWords> event() {
      EventWords words =
          bad()
              ? EventWords.warning("QuestionRaised", "Ask")
              : EventWords.normal("QuestionRaised", "Ask");
      return Optional.of(words.telling(digest));
    }
  }

  /**
   * An answer was counted.
   *
   * @param verified whether it is known for certain who answered; empty where a command answered in
   *     passing
   * @param comment what they said; empty when nothing
   * @param uid of the answer object; empty where there is none
   */
  record QuestionAnswered(
      Place place,
      Asked asked,
      String decision,
      String by,
      Optional<Boolean> verified,
      String comment,
      String uid,
      Instant at)
      implements QuestionHappening {
    @Override
    public String text() {
      return asked
          + ": "
          + decision
          + " by "
          + by
          + verified.map(known -> known ? " (verified)" : " (not verified)").orElse("")
          + (comment.isEmpty() ? "" : ": " + comment);
    }

    @Override
    public Optional<EventWords> event() {
      String telling = String.join("\n", asked.id(), by, uid);
      return Optional.of(
          EventWords.normal("QuestionAnswered", "CountAnswer").telling(telling).at(at));
    }
  }

  /**
   * The answers came to a decision, and the question is closed. Only that a phase is approved is an
   * event of its own: for all else the answer and what follows say enough.
   *
   * @param by who decided so
   * @param since when the question was raised; empty where the status did not say so
   */
  record QuestionDecided(
      Place place,
      Asked asked,
      String decision,
      List<String> by,
      Optional<Instant> since,
      Instant at)
      implements QuestionHappening {
    @Override
    public String text() {
      return (approvesPhase()
              ? "phase " + asked.id() + " approved"
              : asked + " decided: " + decision)
          + (by.isEmpty() ? "" : " by " + String.join(", ", by))
          + since.map(from -> " after " + Sentence.time(from, at)).orElse("");
    }

    private boolean approvesPhase() {
      return asked.kind().equals("Approval") && decision.equals("Approve");
    }

    @Override
    public Optional<EventWords> event() {
      return approvesPhase()
          ? Optional.of(EventWords.normal("PhaseApproved", "ApprovePhase").at(at))
          : Optional.empty();
    }
  }

  /** Nobody has decided in time. */
  record QuestionExpired(Place place, Asked asked, Instant at) implements QuestionHappening {
    @Override
    public String text() {
      return asked + " has expired without a decision";
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(
          EventWords.warning("QuestionExpired", "CloseQuestion").telling(asked.id()).at(at));
    }
  }

  /** A question is gone without a decision of its own, such as with its run. */
  record QuestionClosed(Place place, Asked asked) implements QuestionHappening {
    @Override
    public String text() {
      return asked + " needs no answer any more";
    }
  }

  /**
   * An answer does not count and never will. This is seen beside statuses, which say nothing of it.
   *
   * @param answer who answered what, and why it does not count
   */
  record AnswerRefused(Place place, Asked asked, RefusedAnswer answer)
      implements QuestionHappening {
    @Override
    public String text() {
      return "answer "
          + answer.name()
          + " ("
          + answer.decision()
          + " by "
          + answer.approver()
          + ") to "
          + asked
          + " does not count: "
          + answer.why();
    }

    @Override
    public boolean bad() {
      return true;
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.warning("AnswerRefused", "RefuseAnswer").telling(answer.uid()));
    }
  }
}
