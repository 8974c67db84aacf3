package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phaserollout.agent.AgentFailure;
import dev.phaserollout.agent.ErrandReader;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.errand.Errand;
import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandText;
import dev.phaserollout.errand.TerminationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The agent's part in an attempt: {@code errands} says what there is to do, {@code before.end},
 * {@code after.end} and {@code alone.end} what came of it. Each is whole or missing, and still
 * there after a power cut.
 */
record ErrandFiles(AttemptFolder folder) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String JOB = "job";

  /** What an attempt has to do, and whose it is. */
  record Given(String job, JobErrands errands) {}

  private Path given() {
    return folder.root().resolve("errands");
  }

  private Path end(ErrandPart part) {
    return folder.root().resolve(part.word() + ".end");
  }

  /** Keeps what there is to do; an attempt that has it already keeps what it has. */
  void give(String job, JobErrands errands) throws IOException {
    if (Files.exists(given())) {
      return;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(JOB, job);
    if (errands instanceof JobErrands.Around around) {
      put(ErrandPart.BEFORE, around.before(), texts);
      around.after().ifPresent(after -> put(ErrandPart.AFTER, after, texts));
    } else if (errands instanceof JobErrands.Alone alone) {
      put(ErrandPart.ALONE, alone.errand(), texts);
    }
    Files.createDirectories(folder.root());
    DurableFile.replace(given(), JSON.writeValueAsBytes(texts));
  }

  private static void put(ErrandPart part, Errand errand, Map<String, String> texts) {
    texts.put(part.word(), ErrandText.word(errand) + " " + ErrandText.details(errand));
  }

  /** What there is to do; empty where the agent has no part in the attempt. */
  Optional<Given> read() throws IOException {
    Optional<String> text = AttemptFolder.text(given());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Map<String, String> texts = JSON.readValue(text.get(), TEXTS);
      Optional<Errand> alone = errand(ErrandPart.ALONE, texts);
      JobErrands errands =
          alone.isPresent()
              ? new JobErrands.Alone(alone.get())
              : new JobErrands.Around(
                  errand(ErrandPart.BEFORE, texts)
                      .filter(Errand.Checkout.class::isInstance)
                      .map(Errand.Checkout.class::cast)
                      .orElseThrow(() -> unreadable("no checkout")),
                  errand(ErrandPart.AFTER, texts)
                      .filter(Errand.Finish.class::isInstance)
                      .map(Errand.Finish.class::cast));
      return Optional.of(new Given(texts.getOrDefault(JOB, ""), errands));
    } catch (JsonProcessingException | AgentFailure edited) {
      throw unreadable(String.valueOf(edited.getMessage()));
    }
  }

  private IOException unreadable(String found) {
    return new IOException(given() + " does not say what the attempt has to do: " + found);
  }

  private static Optional<Errand> errand(ErrandPart part, Map<String, String> texts) {
    return Optional.ofNullable(texts.get(part.word()))
        .map(text -> text.split(" ", 2))
        .map(words -> ErrandReader.read(words[0], words[words.length - 1]));
  }

  /** What an errand came to; empty while it has not ended. */
  Optional<ErrandEnd> endOf(ErrandPart part) throws IOException {
    return AttemptFolder.text(end(part)).flatMap(TerminationMessage::read);
  }

  /** When that was written. */
  Instant endedAt(ErrandPart part) throws IOException {
    return AttemptFolder.time(end(part)).orElse(Instant.EPOCH);
  }

  /** Returns once the end is safe on disk, and tells it to those who read the log. */
  void ended(ErrandPart part, ErrandEnd end) throws IOException {
    Files.createDirectories(folder.root());
    DurableFile.replace(end(part), TerminationMessage.of(end).getBytes(StandardCharsets.UTF_8));
    Path log = folder.log();
    // A step may have put a pipe there, and to open one is to wait for its reader.
    if (Files.notExists(log, LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      Files.writeString(
          log,
          "phaserollout: " + end.message() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
