package dev.phaserollout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phaserollout.api.RunRecord;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Runs for other programs: {@code {"rollout": …, "runs": [{"run": …, …}]}}, newest first, each with
 * the fields of {@code status.history}.
 */
final class HistoryJson {

  // People read it on terminals, which obey characters that JSON allows.
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build()
          .writerWithDefaultPrettyPrinter();

  /** The fields of the answer, in their order. */
  private record History(String rollout, List<RunRecord> runs) {}

  private HistoryJson() {}

  static void write(String rollout, List<RunRecord> runs, PrintStream out) {
    try {
      out.println(WRITER.writeValueAsString(new History(rollout, runs)));
    } catch (JsonProcessingException neverOfRecords) {
      throw new UncheckedIOException(neverOfRecords);
    }
  }
}
