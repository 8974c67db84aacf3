package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent that dies before or after each of its pushes in turn, and the same errand in another
 * pod. A push is all of an agent that outlives its pod.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledAgentIT {

  @TempDir Path folder;

  private final AtomicInteger rounds = new AtomicInteger();

  /** The agent's process is no more; whoever runs the errand sees a pod that failed. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Dies once, at the push of that number. */
  private static final class Death implements WatchedOrigin.Watcher {

    private final int at;
    private final boolean afterwards;
    private int pushes;
    private boolean come;

    Death(int at, boolean afterwards) {
      this.at = at;
      this.afterwards = afterwards;
    }

    @Override
    public void before(List<RefChange> changes) {
      pushes++;
      come(!afterwards);
    }

    @Override
    public void after(List<RefChange> changes) {
      come(afterwards);
    }

    private void come(boolean now) {
      if (now && !come && pushes == at) {
        come = true;
        throw new Killed();
      }
    }
  }

  @Test
  void wherever_an_agent_dies_the_same_errand_ends_with_the_same_history() throws IOException {
    List<String> undisturbed = release(new Death(0, true));
    assertThat(undisturbed)
        .containsExactly(
            "Complete v1.0.0",
            "feat: harden",
            "Anna changes src/app.txt",
            "feat: observe",
            "Begin");
    for (boolean afterwards : new boolean[] {false, true}) {
      Death death;
      int push = 0;
      do {
        death = new Death(++push, afterwards);
        assertThat(release(death))
            .as("died " + (afterwards ? "after" : "before") + " push " + push)
            .isEqualTo(undisturbed);
      } while (death.come);
      assertThat(push - 1).as("pushes of the release").isEqualTo(7);
    }
  }

  @Test
  void wherever_an_agent_dies_a_run_is_taken_back_once() throws IOException {
    for (boolean afterwards : new boolean[] {false, true}) {
      Project project = project();
      String base = project.head();
      Bench bench = Bench.of(folder.resolve("work-" + rounds.get()), project.bare().toString());
      bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
      bench.through(origin -> new WatchedOrigin(origin, new Death(1, afterwards)));
      Death death = new Death(1, afterwards);
      bench.through(origin -> new WatchedOrigin(origin, death));
      again(() -> bench.run(bench.revert(base)));
      assertThat(project.subjects())
          .containsExactly("Revert run 3 of checkout", "feat: observe", "Begin");
    }
  }

  /** Two steps, a push of Anna's while the second is judged, and the end of the release. */
  private List<String> release(Death death) throws IOException {
    Project project = project();
    Bench bench = Bench.of(folder.resolve("work-" + rounds.get()), project.bare().toString());
    bench.through(origin -> new WatchedOrigin(origin, death));
    String base = project.head();
    String observed =
        again(() -> bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs"));
    Errand harden = bench.finish("harden", observed, true, "src");
    String candidate = again(() -> bench.pod(observed).write("src/b.txt", "b\n").run(harden));
    project.push("src/app.txt", "two\n");
    String judged = again(() -> bench.run(bench.advance("harden", candidate)));
    String advanced = again(() -> bench.run(bench.advance("harden", judged)));
    String completed = again(() -> bench.run(bench.complete(advanced)));
    assertThat(project.head()).isEqualTo(completed);
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}")).isEqualTo(completed);
    assertThat(project.file("src/app.txt")).isEqualTo("two");
    assertThat(project.refs()).doesNotContain("phaserollout");
    return project.subjects();
  }

  private Project project() throws IOException {
    return Project.in(
        Files.createDirectories(folder.resolve("server-" + rounds.incrementAndGet())));
  }

  private interface Pod {
    ErrandResult run() throws IOException;
  }

  /** The commit of an errand whose first pod may be killed. */
  private static String again(Pod pod) throws IOException {
    Optional<String> commit;
    try {
      commit = pod.run().commit();
    } catch (Killed once) {
      commit = pod.run().commit();
    }
    return commit.orElseThrow();
  }
}
