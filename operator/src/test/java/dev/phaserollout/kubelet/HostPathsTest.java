package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPathsTest {
  private static final HostPaths PATHS =
      new HostPaths(
          Map.of(
              "/work", Path.of("/host/w"),
              "/work/deep/", Path.of("/host/d"),
              "/dev/termination-log", Path.of("/host/t")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /work                        | /host/w
          /work/a/b                    | /host/w/a/b
          --dir=/work/a                | --dir=/host/w/a
          cp /work/a "/work/b"; ls     | cp /host/w/a "/host/w/b"; ls
          a:/work:/work/deep/x         | a:/host/w:/host/d/x
          echo out>/dev/termination-log| echo out>/host/t
          """)
  void a_mount_path_is_replaced_wherever_it_stands(String inside, String outside) {
    assertThat(PATHS.translate(inside)).isEqualTo(outside);
  }

  @ParameterizedTest
  @CsvSource({
    "/workshop",
    "/home/work",
    "/work-2",
    "/work.d",
    "work/a",
    "./work",
    "https://x.org/work"
  })
  void what_only_looks_like_a_mount_path_stays(String text) {
    assertThat(PATHS.translate(text)).isEqualTo(text);
  }

  @Test
  void a_directory_outside_of_every_mount_is_below_the_root_of_the_container() {
    Path root = Path.of("/host/root");

    assertThat(PATHS.directory("/srv/app", root)).isEqualTo(Path.of("/host/root/srv/app"));
    assertThat(PATHS.directory("/", root)).isEqualTo(root);
    assertThat(PATHS.directory("/work/a", root)).isEqualTo(Path.of("/host/w/a"));
  }
}
