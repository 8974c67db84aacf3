package dev.phaserollout.simulator.invariant;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseStatus;
import dev.phaserollout.simulator.cluster.History;
import dev.phaserollout.simulator.remote.Remote.Tagging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every phase is accepted or passed over in the newest version by then, and no tag comes twice. */
final class TagsComeLast implements Invariant {

  @Override
  public String sentence() {
    return "a tag is set once, and only when every phase of its run is done";
  }

  @Override
  public List<Evidence> evidence(History history) {
    List<Evidence> found = new ArrayList<>();
    Set<String> tags = new HashSet<>();
    for (Tagging tagging : history.remote().taggings()) {
      PhaseRollout then = history.version(tagging.version());
      boolean early =
          tagging.by().isPresent()
              && (Claims.run(then) != tagging.by().get().run()
                  || !then.getStatus().phases().stream().allMatch(TagsComeLast::isDone));
      if (early || !tags.add(tagging.tag())) {
        found.add(new Evidence(tagging.move(), tagging.toString()));
      }
    }
    return found;
  }

  private static boolean isDone(PhaseStatus phase) {
    return "Succeeded".equals(phase.state()) || "Skipped".equals(phase.state());
  }
}
