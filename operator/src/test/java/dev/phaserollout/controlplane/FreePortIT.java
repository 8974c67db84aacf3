package dev.phaserollout.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.controlplane.binaries.BinaryLocator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FreePortIT {

  @Test
  void a_port_that_somebody_took_meanwhile_is_given_up_for_the_next(@TempDir Path temporary)
      throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = FreePort.find();
      PrimitiveIterator.OfInt ports = IntStream.of(stranger.getLocalPort(), free).iterator();
      try (RunningControlPlane running =
          RunningControlPlane.start(
              BinaryLocator.standard(System.getenv()).locate(), temporary, ports::nextInt)) {
        assertThat(running.endpoint().url()).isEqualTo("https://127.0.0.1:" + free);
        assertThat(running.newNamespace("works")).startsWith("works-");
      }
    }
  }
}
