package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another rollout as it was seen: what those that depend on it or share its group want to know. Two
 * sightings are equal where nobody who waits for it need look again.
 *
 * @param run the number of its newest run, 0 before the first
 * @param release what that run releases; empty where it names no version
 * @param result the word of its result, empty while that is open
 * @param completedAt when it ended
 * @param edited whether its spec has an edit that its operator has not taken up yet
 * @param beingDeleted whether it is on its way out and starts nothing any more
 * @param place its place in its concurrency group
 * @param dependsOn the rollouts that it depends on
 * @param allows the namespaces whose rollouts may depend on it beside its own; {@code *} for all
 */
public record RolloutSighting(
    RolloutName name,
    String uid,
    Stage stage,
    int run,
    String release,
    String result,
    Optional<Instant> completedAt,
    boolean edited,
    boolean beingDeleted,
    Optional<GroupPlace> place,
    List<RolloutName> dependsOn,
    Set<String> allows) {

  /**
   * The annotation by which a rollout allows those of other namespaces to depend on it: a list of
   * namespaces with commas between them, or {@code *}.
   */
  public static final String ALLOW_DEPENDENTS = "phaserollout.dev/allow-dependents";

  /** How far its newest run is. */
  public enum Stage {
    /** There is none yet. */
    NEVER_RAN,
    /** It was accepted and has not begun. */
    NOT_BEGUN,
    /** It is at work, waits amid its work, or is being rolled back. */
    UNDER_WAY,
    /** It is over. */
    ENDED
  }

  /** What is to be seen of a rollout. */
  public static RolloutSighting of(PhaseRollout rollout) {
    ObjectMeta meta = rollout.getMetadata();
    String namespace = Objects.requireNonNullElse(meta.getNamespace(), "");
    Optional<RunStatus> run =
        Optional.ofNullable(rollout.getStatus())
            .flatMap((PhaseRolloutStatus status) -> Optional.ofNullable(status.run()));
    return new RolloutSighting(
        new RolloutName(namespace, meta.getName()),
        meta.getUid(),
        stage(run),
        run.map(RunStatus::number).orElse(0),
        run.map(RunStatus::release).orElse(""),
        run.map(RunStatus::result).orElse(""),
        run.flatMap(known -> StatusTime.read(known.completedAt())),
        run.filter(known -> knows(known, meta.getGeneration())).isEmpty(),
        rollout.isMarkedForDeletion(),
        run.flatMap(known -> place(rollout, known)),
        rollout.getSpec().dependsOn().stream()
            .map(dependency -> RolloutName.of(dependency, namespace))
            .toList(),
        allowed(meta));
  }

  private static Stage stage(Optional<RunStatus> run) {
    if (run.isEmpty()) {
      return Stage.NEVER_RAN;
    }
    if (run.get().completedAt() != null && !RollbackRecord.underWay(run.get())) {
      return Stage.ENDED;
    }
    return run.get().startedAt() == null ? Stage.NOT_BEGUN : Stage.UNDER_WAY;
  }

  /** A run that has ended gave its place back, and is at work again while it is rolled back. */
  private static Optional<GroupPlace> place(PhaseRollout rollout, RunStatus run) {
    String group = rollout.getSpec().concurrencyGroup();
    if (run.place() != null || group == null || !RollbackRecord.underWay(run)) {
      return Optional.ofNullable(run.place());
    }
    String since = Objects.requireNonNullElse(run.completedAt(), "");
    return Optional.of(new GroupPlace(group, since, null));
  }

  private static boolean knows(RunStatus run, @Nullable Long generation) {
    return Objects.equals(run.generation(), generation) && run.nextRevision() == null;
  }

  private static Set<String> allowed(ObjectMeta meta) {
    String list =
        Optional.ofNullable(meta.getAnnotations())
            .map(annotations -> annotations.get(ALLOW_DEPENDENTS))
            .orElse("");
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(namespace -> !namespace.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether rollouts of that namespace may depend on it. */
  boolean allowsDependentsOf(String namespace) {
    return namespace.equals(name.namespace()) || allows.contains(namespace) || allows.contains("*");
  }

  /** Whether it holds its group, so that nobody else of it may begin. */
  boolean holds(String group) {
    return stage == Stage.UNDER_WAY && isOf(group);
  }

  /** Whether it waits for its turn in the group. */
  boolean queuesFor(String group) {
    return stage == Stage.NOT_BEGUN && !beingDeleted && isOf(group);
  }

  /** The number that it drew in its group; empty while it is drawing. */
  Optional<Long> ticket() {
    return place.map(GroupPlace::ticket);
  }

  private boolean isOf(String group) {
    return place.filter(known -> known.group().equals(group)).isPresent();
  }
}
