package dev.phaserollout.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A change carried over to another commit, path by path: a path that both sides have changed, each
 * in its way, is a conflict. Contents are never merged: nobody has looked at, or tested, what would
 * come of that.
 *
 * @param tree with both changes, empty where there are conflicts
 * @param conflicts the paths that both have changed
 */
record ThreeWay(Optional<ObjectId> tree, List<String> conflicts) {

  /**
   * @param base the tree that both start from
   * @param ours a tree with one change of it
   * @param theirs a tree with the other
   */
  static ThreeWay merge(GitStore store, AnyObjectId base, AnyObjectId ours, AnyObjectId theirs)
      throws IOException {
    try (ObjectInserter inserter = store.inserter()) {
      ThreeWayMerger merger =
          (ThreeWayMerger)
              MergeStrategy.SIMPLE_TWO_WAY_IN_CORE.newMerger(
                  inserter, store.repository().getConfig());
      merger.setBase(base);
      if (merger.merge(theirs, ours)) {
        ObjectId tree = merger.getResultTreeId();
        inserter.flush();
        return new ThreeWay(Optional.of(tree), List.of());
      }
    }
    return new ThreeWay(Optional.empty(), conflicts(store, base, ours, theirs));
  }

  private static List<String> conflicts(
      GitStore store, AnyObjectId base, AnyObjectId ours, AnyObjectId theirs) throws IOException {
    List<String> conflicts = new ArrayList<>();
    try (NameConflictTreeWalk walk = new NameConflictTreeWalk(store.repository())) {
      walk.addTree(base);
      walk.addTree(ours);
      walk.addTree(theirs);
      while (walk.next()) {
        boolean bothChanged = !same(walk, 0, 1) && !same(walk, 0, 2) && !same(walk, 1, 2);
        if (bothChanged && walk.isSubtree() && !walk.isDirectoryFileConflict()) {
          walk.enterSubtree();
        } else if (bothChanged) {
          conflicts.add(walk.getPathString());
        }
      }
    }
    return conflicts;
  }

  private static boolean same(TreeWalk walk, int one, int other) {
    return walk.getRawMode(one) == walk.getRawMode(other) && walk.idEqual(one, other);
  }
}
