package devnet.infrastructure;

import devnet.testing.Check;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

final class JsonLogTest {

  void a_line_is_one_object_whatever_a_caller_sent() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    new JsonLog(new PrintStream(written, true, StandardCharsets.UTF_8), clock)
        .line("id-1", "said \"no\"\nand left", Map.of("path", "C:\\"));
    Check.same(
        "{\"time\":\"1970-01-01T00:00:00Z\",\"correlationId\":\"id-1\","
            + "\"message\":\"said \\\"no\\\" and left\",\"path\":\"C:\\\\\"}\n",
        written.toString(StandardCharsets.UTF_8));
  }
}
