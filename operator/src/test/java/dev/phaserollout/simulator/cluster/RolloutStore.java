package dev.phaserollout.simulator.cluster;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutSpec;
import dev.phaserollout.api.PhaseRolloutStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one rollout as an API server keeps it: every version that ever was, the newest one last. An
 * object that was handed out is never changed again, so that readers may be as far behind as they
 * like.
 */
public final class RolloutStore {

  private static final long NOT_OBSERVED = -1;

  private final List<PhaseRollout> versions = new ArrayList<>();

  RolloutStore(String name, String uid, PhaseRolloutSpec spec, Map<String, String> annotations) {
    ObjectMeta meta = new ObjectMeta();
    meta.setName(name);
    meta.setNamespace("shop");
    meta.setUid(uid);
    meta.setGeneration(1L);
    meta.setAnnotations(new LinkedHashMap<>(annotations));
    add(meta, spec, defaultedByTheSchema());
  }

  public PhaseRollout newest() {
    return versions.get(newestVersion());
  }

  /** Versions count from 0; {@code resourceVersion} is the same number. */
  public int newestVersion() {
    return versions.size() - 1;
  }

  public PhaseRollout version(int version) {
    return versions.get(version);
  }

  /** False, and nothing changed, when {@code observed} is not the newest version. */
  boolean replaceStatus(PhaseRollout observed, PhaseRolloutStatus next) {
    if (versionOf(observed) != newestVersion()) {
      return false;
    }
    add(copyOf(newest().getMetadata()), newest().getSpec(), next);
    return true;
  }

  void replaceSpec(PhaseRolloutSpec spec) {
    if (spec.equals(newest().getSpec())) {
      return;
    }
    ObjectMeta meta = copyOf(newest().getMetadata());
    meta.setGeneration(meta.getGeneration() + 1);
    add(meta, spec, newest().getStatus());
  }

  void annotate(String key, String value) {
    ObjectMeta meta = copyOf(newest().getMetadata());
    meta.getAnnotations().put(key, value);
    add(meta, newest().getSpec(), newest().getStatus());
  }

  static int versionOf(PhaseRollout rollout) {
    return Integer.parseInt(rollout.getMetadata().getResourceVersion());
  }

  private void add(ObjectMeta meta, PhaseRolloutSpec spec, PhaseRolloutStatus status) {
    meta.setResourceVersion(Integer.toString(versions.size()));
    PhaseRollout rollout = new PhaseRollout();
    rollout.setMetadata(meta);
    rollout.setSpec(spec);
    rollout.setStatus(status);
    versions.add(rollout);
  }

  private static ObjectMeta copyOf(ObjectMeta meta) {
    ObjectMeta copy = new ObjectMeta();
    copy.setName(meta.getName());
    copy.setNamespace(meta.getNamespace());
    copy.setUid(meta.getUid());
    copy.setGeneration(meta.getGeneration());
    copy.setAnnotations(new LinkedHashMap<>(meta.getAnnotations()));
    return copy;
  }

  private static PhaseRolloutStatus defaultedByTheSchema() {
    return new PhaseRolloutStatus(
        NOT_OBSERVED, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
