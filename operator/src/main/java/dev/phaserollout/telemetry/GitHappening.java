package dev.phaserollout.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * What happens to the branch of a workspace. A Git Job that fails ends the step, the run or the
 * rollback that it is for, and is told with these.
 */
public sealed interface GitHappening extends Happening {

  /** The commit of a step is part of the branch. */
  record CommitAdvanced(Place place, String commit, Instant at) implements GitHappening {
    @Override
    public String text() {
      return place + " committed " + Sentence.commit(commit) + ", which is part of the branch";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("CommitAdvanced", "Advance").telling(commit).at(at));
    }
  }

  /**
   * The branch had moved: the commit of a step was made anew on what it has now, and is judged
   * again.
   */
  record CommitRebased(Place place, String from, String commit) implements GitHappening {
    @Override
    public String text() {
      return place
          + " was committed anew as "
          + Sentence.commit(commit)
          + " (before: "
          + Sentence.commit(from)
          + "), because the branch had moved; its gates measure again";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("CommitRebased", "Rebase").telling(commit));
    }
  }

  /** One commit has taken back those of the run. */
  record CommitsReverted(Place place, String commit, Instant at) implements GitHappening {
    @Override
    public String text() {
      return "commits of " + place + " are taken back by " + Sentence.commit(commit);
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("CommitsReverted", "Revert").telling(commit).at(at));
    }
  }

  /** The release has the files and the tag of its completion. */
  record ReleaseCompleted(Place place, String release, String commit, Instant at)
      implements GitHappening {
    @Override
    public String text() {
      return "release "
          + (release.isEmpty() ? "of " + place : release)
          + " is complete: "
          + Sentence.commit(commit)
          + " has its files and its tag";
    }

    @Override
    public Optional<EventWords> event() {
      return Optional.of(EventWords.normal("ReleaseCompleted", "Complete").telling(commit).at(at));
    }
  }
}
