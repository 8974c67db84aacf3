package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.local.LocalRuns;
import dev.phaserollout.local.StateFolder;
import java.nio.file.Path;
import java.util.Optional;

/** A rollout that is run on this host, with what its state folder says of it. */
final class FileSource implements RolloutSource {

  private final Rollout rollout;
  private final StateFolder state;

  /**
   * Reads the file.
   *
   * @throws Refusal where it does not hold one rollout that can be run
   */
  FileSource(Path file, StateOption place) {
    this.rollout = RolloutFile.read(file);
    this.state = place.folder(file, rollout.name());
  }

  @Override
  public String name() {
    return rollout.name();
  }

  @Override
  public Optional<PhaseRollout> read() {
    try {
      return LocalRuns.read(state, rollout.name(), rollout.spec());
    } catch (LocalRefusal refused) {
      throw Refusal.of(refused);
    }
  }

  StateFolder state() {
    return state;
  }

  /** The same with the spec that the newest run was accepted with. */
  Optional<PhaseRollout> readAsRun() {
    try {
      return LocalRuns.readAsRun(state, rollout.name(), rollout.spec());
    } catch (LocalRefusal refused) {
      throw Refusal.of(refused);
    }
  }
}
