package dev.phaserollout.simulator.remote;

import dev.phaserollout.engine.Attempt;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.ErrandResult.Outcome;
import dev.phaserollout.errand.FailureReason;
import dev.phaserollout.errand.RunId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One errand of the agent on the remote, all at one moment. It looks first and pushes then, so that
 * it may be cut off between any two pushes and be sent again.
 */
public final class FakeAgent {

  private static final String BRANCH = "main";

  /** It was ended before it got to this push. */
  @SuppressWarnings("serial")
  private static final class CutOff extends RuntimeException {
    CutOff() {
      super("the agent was cut off", null, false, false);
    }
  }

  private final Remote remote;
  private final Attempt attempt;
  private final String content;
  private int pushesLeft;

  private FakeAgent(Remote remote, Attempt attempt, String content, int pushes) {
    this.remote = remote;
    this.attempt = attempt;
    this.content = content;
    this.pushesLeft = pushes;
  }

  /** It gets to its end. */
  public static ErrandEnd does(Errand errand, Remote remote, Attempt attempt, AgentFate fate) {
    if (fate.failure().isPresent()) {
      isCutOff(errand, remote, attempt, fate);
      return fate.failure().get();
    }
    return new FakeAgent(remote, attempt, fate.content(), Integer.MAX_VALUE).run(errand);
  }

  /** It is ended after some of its pushes and says nothing. */
  public static void isCutOff(Errand errand, Remote remote, Attempt attempt, AgentFate fate) {
    try {
      new FakeAgent(remote, attempt, fate.content(), fate.pushes()).run(errand);
    } catch (CutOff asItWasToBe) {
      // What it had pushed by then stays.
    }
  }

  private ErrandEnd run(Errand errand) {
    try {
      return carriedOut(errand);
    } catch (NoSuchElementException unknown) {
      return failure(errand.failure(), unknown.getMessage());
    }
  }

  private ErrandEnd carriedOut(Errand errand) {
    if (errand instanceof Errand.Prepare prepare) {
      return prepare(prepare);
    }
    if (errand instanceof Errand.Finish finish) {
      return finish(finish);
    }
    if (errand instanceof Errand.Advance advance) {
      return advance(advance);
    }
    if (errand instanceof Errand.Inspect) {
      return said(Outcome.Delivered, remote.head());
    }
    if (errand instanceof Errand.Revert revert) {
      return revert(revert);
    }
    if (errand instanceof Errand.Complete complete) {
      return complete(complete);
    }
    throw new IllegalStateException("no errand that comes to an end: " + errand);
  }

  private ErrandEnd prepare(Errand.Prepare errand) {
    String tag = errand.completion() == null ? null : errand.completion().tag();
    return tag != null && remote.tag(tag).isPresent()
        ? failure(FailureReason.TagExists, tag + " is there already")
        : said(Outcome.Prepared, remote.head());
  }

  private ErrandEnd finish(Errand.Finish errand) {
    if (errand.commitPoint() == null) {
      return delivered();
    }
    Commit given = known(errand.commit());
    Commit.Trailers trailers = new Commit.Trailers(errand.run().trailer(), errand.step());
    Map<String, String> files = new TreeMap<>(given.files());
    files.put(errand.commitPoint().paths().get(0), content);
    Optional<Commit> own = own(known(errand.base()), trailers);
    if (files.equals(given.files())) {
      return own.<ErrandEnd>map(commit -> said(Outcome.Advanced, commit))
          .orElseGet(FakeAgent::delivered);
    }
    String ref = errand.run().candidate(errand.step());
    Commit candidate =
        own.or(() -> remote.candidate(ref).filter(same(given, files, trailers)))
            .orElseGet(() -> propose(ref, given, files, trailers));
    return errand.gated()
        ? said(Outcome.Proposed, candidate)
        : advance(errand.run(), errand.step(), candidate, false);
  }

  private static Predicate<Commit> same(
      Commit parent, Map<String, String> files, Commit.Trailers trailers) {
    return commit ->
        commit.files().equals(files)
            && commit.trailers().equals(trailers)
            && commit.parent().filter(parent::equals).isPresent();
  }

  /** An earlier try may have put a rebased commit in the place of the one that is asked for. */
  private ErrandEnd advance(Errand.Advance errand) {
    Commit candidate = known(errand.candidate());
    Optional<Commit> there = remote.candidate(errand.run().candidate(errand.step()));
    if (remote.head().contains(candidate) || there.filter(candidate::equals).isPresent()) {
      return advance(errand.run(), errand.step(), candidate, errand.gated());
    }
    return there
        .<ErrandEnd>map(commit -> said(Outcome.Rebased, commit))
        .orElseGet(() -> failure(FailureReason.CheckoutFailed, "the candidate is gone"));
  }

  private ErrandEnd advance(RunId run, String step, Commit candidate, boolean gated) {
    Commit.Trailers trailers = new Commit.Trailers(run.trailer(), step);
    Commit start = candidate.parent().orElseThrow();
    if (remote.head().id().equals(start.id())) {
      push(candidate);
      return said(Outcome.Advanced, candidate);
    }
    Optional<Commit> own = own(start, trailers);
    if (own.isPresent()) {
      return said(Outcome.Advanced, own.get());
    }
    Optional<Map<String, String>> merged =
        ThreeWay.merge(start.files(), candidate.files(), remote.head().files());
    if (merged.isEmpty()) {
      return failure(FailureReason.BranchMoved, "somebody has changed the same");
    }
    if (gated) {
      String ref = run.candidate(step);
      Commit waiting =
          remote
              .candidate(ref)
              .filter(same(remote.head(), merged.get(), trailers))
              .orElseGet(() -> propose(ref, remote.head(), merged.get(), trailers));
      return said(Outcome.Rebased, waiting);
    }
    Commit moved = commit(remote.head(), merged.get(), trailers, Set.of());
    push(moved);
    return said(Outcome.Advanced, moved);
  }

  private ErrandEnd revert(Errand.Revert errand) {
    List<Commit> since = since(known(errand.base()));
    Set<String> takenBack = new LinkedHashSet<>();
    since.forEach(commit -> takenBack.addAll(commit.takenBack()));
    List<Commit> meant = new ArrayList<>();
    for (Commit commit : since) {
      if (isMeant(errand, commit) && !takenBack.contains(commit.id())) {
        meant.add(commit);
      }
    }
    if (meant.isEmpty()) {
      return said(
          Outcome.Reverted,
          since.stream()
              .filter(commit -> !commit.takenBack().isEmpty())
              .findFirst()
              .orElse(remote.head()));
    }
    Map<String, String> files = remote.head().files();
    Set<String> ids = new LinkedHashSet<>();
    for (Commit commit : meant) {
      Optional<Map<String, String>> without =
          ThreeWay.merge(commit.files(), commit.parent().orElseThrow().files(), files);
      if (without.isEmpty()) {
        return failure(FailureReason.RevertConflict, "others build on " + commit.id());
      }
      files = without.get();
      ids.add(commit.id());
    }
    Commit revert =
        commit(remote.head(), files, new Commit.Trailers(errand.run().trailer(), ""), ids);
    push(revert);
    return said(Outcome.Reverted, revert);
  }

  private static boolean isMeant(Errand.Revert errand, Commit commit) {
    return errand.run().runOf(commit.trailers().run()).stream()
            .anyMatch(run -> run > errand.after() && run <= errand.run().run())
        && !commit.trailers().step().isEmpty()
        && (errand.steps().isEmpty() || errand.steps().contains(commit.trailers().step()));
  }

  /** Files and tag go in one push: both or neither. */
  private ErrandEnd complete(Errand.Complete errand) {
    Commit last = known(errand.commit());
    if (!remote.head().contains(last)) {
      return failure(FailureReason.BranchMoved, "the branch is without " + last.id());
    }
    Commit.Trailers trailers = new Commit.Trailers(errand.run().trailer(), "");
    String file = errand.completion().checkpointFile();
    Optional<Commit> there = file == null ? Optional.of(last) : own(last, trailers);
    Commit end =
        there.orElseGet(
            () -> {
              Map<String, String> files = new TreeMap<>(remote.head().files());
              files.put(String.valueOf(file), errand.run().trailer());
              return commit(remote.head(), files, trailers, Set.of());
            });
    String tag = errand.completion().tag();
    Optional<Commit> tagged = tag == null ? Optional.of(end) : remote.tag(tag);
    if (tagged.isPresent() && !tagged.get().id().equals(end.id())) {
      return failure(FailureReason.TagExists, tag + " is there already");
    }
    if (there.isEmpty() || tagged.isEmpty()) {
      gettingThrough();
    }
    if (there.isEmpty()) {
      remote.push(end);
    }
    if (tagged.isEmpty()) {
      remote.setTag(String.valueOf(tag), end, Optional.of(attempt));
    }
    return said(Outcome.Completed, end);
  }

  /** What has come to the branch since a commit, newest first. */
  private List<Commit> since(Commit start) {
    List<Commit> since = new ArrayList<>();
    Optional<Commit> at = Optional.of(remote.head());
    while (at.isPresent() && !start.contains(at.get())) {
      since.add(at.get());
      at = at.get().parent();
    }
    return since;
  }

  private Optional<Commit> own(Commit start, Commit.Trailers trailers) {
    return since(start).stream().filter(one -> one.trailers().equals(trailers)).findFirst();
  }

  private Commit propose(
      String ref, Commit parent, Map<String, String> files, Commit.Trailers trailers) {
    Commit candidate = commit(parent, files, trailers, Set.of());
    gettingThrough();
    remote.propose(ref, candidate);
    return candidate;
  }

  private Commit commit(
      Commit parent, Map<String, String> files, Commit.Trailers trailers, Set<String> takenBack) {
    return remote.commit(Optional.of(parent), files, trailers, takenBack, Optional.of(attempt));
  }

  private void push(Commit commit) {
    gettingThrough();
    remote.push(commit);
  }

  private void gettingThrough() {
    if (pushesLeft == 0) {
      throw new CutOff();
    }
    pushesLeft--;
  }

  private Commit known(String id) {
    return remote
        .commit(id)
        .orElseThrow(() -> new NoSuchElementException("the remote has no commit " + id));
  }

  private static ErrandResult said(Outcome outcome, Commit commit) {
    return ErrandResult.of(outcome, BRANCH, commit.id(), outcome + " " + commit.id());
  }

  private static ErrandResult delivered() {
    return new ErrandResult(Outcome.Delivered, BRANCH, Optional.empty(), "nothing to commit");
  }

  private static ErrandFailure failure(FailureReason reason, String why) {
    return new ErrandFailure(reason.name(), false, why);
  }
}
