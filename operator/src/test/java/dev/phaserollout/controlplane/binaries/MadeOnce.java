package dev.phaserollout.controlplane.binaries;

import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;

/** Has a maker fill the user's cache, unless somebody else filled it in the meantime. */
final class MadeOnce implements BinarySource {
  private final UserCache cache;
  private final Maker maker;
  private final Progress progress;

  MadeOnce(UserCache cache, Maker maker, Progress progress) {
    this.cache = cache;
    this.maker = maker;
    this.progress = progress;
  }

  @Override
  public String name() {
    return maker.name();
  }

  @Override
  public Finding find() {
    try {
      return cache.fill(maker, progress);
    } catch (CannotMake e) {
      progress.say(maker.name() + ": " + e.why());
      return new NotHere(e.why());
    }
  }
}
