package dev.phaserollout.controlplane.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phaserollout.controlplane.binaries.Finding.Found;
import dev.phaserollout.controlplane.binaries.Finding.NotHere;
import dev.phaserollout.controlplane.binaries.Maker.CannotMake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UserCacheTest {
  private static final Progress SILENT = line -> {};
  private static final String STAMP = "kubernetes v2, etcd v2";

  @TempDir Path root;

  private Path directory;
  private UserCache cache;

  @BeforeEach
  void name_the_place() {
    directory = root.resolve("control-plane").resolve("v2-linux-amd64");
    cache = new UserCache(directory, STAMP);
  }

  @Test
  void what_was_made_is_found_by_the_next_run() throws Exception {
    Finding made = cache.fill(maker(Executables::all), SILENT);

    assertThat(made).isEqualTo(new Found(new Binaries(directory)));
    assertThat(new UserCache(directory, STAMP).find()).isEqualTo(made);
  }

  @Test
  void what_is_there_is_not_made_again() throws Exception {
    cache.fill(maker(Executables::all), SILENT);

    cache.fill(maker(place -> fail()), SILENT);

    assertThat(cache.find()).isInstanceOf(Found.class);
  }

  @Test
  void a_maker_that_fails_half_way_leaves_no_trace() {
    assertThatThrownBy(
            () ->
                cache.fill(
                    maker(
                        place -> {
                          Executables.some(place, Binary.ETCD);
                          fail();
                        }),
                    SILENT))
        .isInstanceOf(CannotMake.class);

    assertThat(cache.find()).isEqualTo(new NotHere(directory + " does not exist yet"));
    assertThat(directory.getParent())
        .isDirectoryNotContaining(path -> !path.toString().endsWith(".lock"));
  }

  @Test
  void what_a_killed_run_left_unfinished_is_thrown_away() throws Exception {
    Path unfinished = root.resolve("control-plane").resolve("v2-linux-amd64.unfinished");
    Executables.some(unfinished, Binary.ETCD);
    Files.writeString(unfinished.resolve("stale"), "half a download");

    cache.fill(maker(Executables::all), SILENT);

    assertThat(directory.resolve("stale")).doesNotExist();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void other_releases_are_replaced() throws Exception {
    new UserCache(directory, "kubernetes v2, etcd v1").fill(maker(Executables::all), SILENT);
    Files.writeString(directory.resolve("etcd"), "etcd v1");
    assertThat(cache.find())
        .isEqualTo(
            new NotHere(
                directory
                    + " holds kubernetes v2, etcd v1; this project pins kubernetes v2, etcd v2"));

    cache.fill(maker(Executables::all), SILENT);

    assertThat(directory.resolve("etcd")).hasContent("pretended etcd");
    assertThat(cache.find()).isInstanceOf(Found.class);
  }

  @Test
  void a_set_without_a_stamp_is_not_trusted() throws IOException {
    Executables.all(directory);

    assertThat(cache.find())
        .isEqualTo(new NotHere(directory + " holds unknown releases; this project pins " + STAMP));
  }

  @Test
  void a_missing_executable_is_named() throws Exception {
    cache.fill(maker(Executables::all), SILENT);
    Files.delete(directory.resolve("kubectl"));

    assertThat(cache.find()).isEqualTo(new NotHere(directory + " lacks the executable kubectl"));
  }

  @Test
  void two_that_come_at_once_make_it_once() throws Exception {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch secondWaits = new CountDownLatch(1);
    Maker slow =
        maker(
            place -> {
              made.incrementAndGet();
              secondWaits.await();
              Executables.all(place);
            });
    // only the one that has to wait says something, and by that lets the other one finish
    Callable<Finding> fill = () -> cache.fill(slow, line -> secondWaits.countDown());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Finding> one = threads.submit(fill);
      Future<Finding> other = threads.submit(fill);
      assertThat(one.get()).isInstanceOf(Found.class).isEqualTo(other.get());
    } finally {
      threads.shutdownNow();
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void a_cache_that_cannot_be_written_says_so() throws IOException {
    Files.writeString(root.resolve("control-plane"), "a file where a folder should be");

    assertThatThrownBy(() -> cache.fill(maker(Executables::all), SILENT))
        .isInstanceOf(CannotMake.class)
        .hasMessageContainingAll("cannot write " + directory, "set XDG_CACHE_HOME");
  }

  private static void fail() throws CannotMake {
    throw new CannotMake("not today");
  }

  private static Maker maker(Work work) {
    return new Maker() {
      @Override
      public String name() {
        return "maker";
      }

      @Override
      public void make(Path place) throws CannotMake {
        try {
          work.in(place);
        } catch (IOException | InterruptedException e) {
          throw new CannotMake(e.toString());
        }
      }
    };
  }

  private interface Work {
    void in(Path place) throws CannotMake, IOException, InterruptedException;
  }
}
