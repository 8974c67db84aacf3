package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.errand.ErrandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several who push at the same moment: nobody's commit is lost, and none is made twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RacesIT {

  private static final long SOON_SECONDS = 60;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Project project;
  private GitServer server;
  private Bench bench;
  private String base;

  @BeforeEach
  void start() throws IOException {
    project = Project.in(folder);
    server = GitServer.of(folder);
    bench = Bench.of(folder, server.url("shop.git"));
    base = project.head();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.close();
  }

  private interface Deed {
    void happen() throws IOException;
  }

  /** Lets something happen once, between the agent's look at the branch and its push. */
  private void meanwhile(Deed deed) {
    AtomicBoolean happened = new AtomicBoolean();
    bench.through(
        origin ->
            new WatchedOrigin(
                origin,
                new WatchedOrigin.Watcher() {
                  @Override
                  public void before(List<RefChange> changes) throws IOException {
                    if (isBranch(changes) && happened.compareAndSet(false, true)) {
                      deed.happen();
                    }
                  }
                }));
  }

  private static boolean isBranch(List<RefChange> changes) {
    return changes.get(0).ref().equals("refs/heads/main");
  }

  @Test
  void a_commit_that_comes_between_look_and_push_is_built_upon() throws IOException {
    meanwhile(() -> project.push("src/app.txt", "two\n"));
    bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
    assertThat(project.subjects())
        .containsExactly("feat: observe", "Anna changes src/app.txt", "Begin");
    assertThat(project.file("src/app.txt")).isEqualTo("two");
  }

  @Test
  void a_commit_that_comes_between_look_and_push_of_a_revert_stays() throws IOException {
    bench.pod(base).write("docs/a.md", "a\n").finish("observe", base, "docs");
    meanwhile(() -> project.push("src/app.txt", "two\n"));
    bench.run(bench.revert(base));
    assertThat(project.subjects())
        .containsExactly(
            "Revert run 3 of checkout", "Anna changes src/app.txt", "feat: observe", "Begin");
    assertThat(project.file("src/app.txt")).isEqualTo("two");
  }

  @Test
  void a_commit_that_comes_between_look_and_push_of_a_completion_is_part_of_the_release()
      throws IOException {
    meanwhile(() -> project.push("src/app.txt", "two\n"));
    bench.run(bench.complete(base));
    assertThat(project.subjects())
        .containsExactly("Complete v1.0.0", "Anna changes src/app.txt", "Begin");
    assertThat(project.server().run("rev-parse", "v1.0.0^{commit}")).isEqualTo(project.head());
  }

  @Test
  void steps_that_push_at_the_same_moment_both_get_their_commit() throws Exception {
    together(
        () -> bench.pod(base).write("docs/a.md", "a\n").finish("left", base, "docs"),
        () -> bench.pod(base).write("src/b.txt", "b\n").finish("right", base, "src"));
    assertThat(project.subjects()).containsExactlyInAnyOrder("feat: left", "feat: right", "Begin");
    assertThat(project.file("docs/a.md") + project.file("src/b.txt")).isEqualTo("ab");
  }

  @Test
  void attempts_of_one_step_that_push_at_the_same_moment_make_one_commit() throws Exception {
    List<ErrandResult> results =
        together(
            () -> bench.pod(base).write("docs/a.md", "1\n").finish("observe", base, "docs"),
            () -> bench.pod(base).write("docs/a.md", "2\n").finish("observe", base, "docs"));
    assertThat(project.subjects()).containsExactly("feat: observe", "Begin");
    assertThat(results).allSatisfy(result -> assertThat(result.commit()).contains(project.head()));
  }

  /** Both look at the branch before either of them pushes to it. */
  private List<ErrandResult> together(Callable<ErrandResult> one, Callable<ErrandResult> other)
      throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicBoolean open = new AtomicBoolean();
    bench.through(
        origin ->
            new WatchedOrigin(
                origin,
                new WatchedOrigin.Watcher() {
                  @Override
                  public void before(List<RefChange> changes) {
                    if (isBranch(changes) && !open.get()) {
                      await(both);
                      open.set(true);
                    }
                  }
                }));
    Future<ErrandResult> first = threads.submit(one);
    Future<ErrandResult> second = threads.submit(other);
    return List.of(soon(first), soon(second));
  }

  private static ErrandResult soon(Future<ErrandResult> result)
      throws ExecutionException, InterruptedException, TimeoutException {
    return result.get(SOON_SECONDS, TimeUnit.SECONDS);
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await(SOON_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("the other one did not come", alone);
    }
  }
}
