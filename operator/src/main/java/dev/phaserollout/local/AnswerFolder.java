package dev.phaserollout.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phaserollout.engine.Answer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What people have answered, one file each, on disk before anything follows from it: {@code
 * {"answer": {…}, "sha256": …}}. What a person has said once they are not asked again, however the
 * program ends. The sum makes an edit by hand known.
 */
final class AnswerFolder {

  private static final String SUFFIX = ".json";
  private static final String ANSWER_FIELD = "answer";
  private static final String SUM_FIELD = "sha256";
  private static final String WHOLE = "an answer as it was given";

  /** The fields of an answer on disk, in their order. */
  private record Written(
      String uid,
      String rolloutUid,
      int run,
      String question,
      String digest,
      String decision,
      String approver,
      String comment,
      Map<String, String> outputs,
      String createdAt) {

    Answer read(String name) {
      return new Answer(
          uid,
          name,
          rolloutUid,
          run,
          question,
          digest,
          decision,
          approver,
          comment,
          outputs,
          false,
          Instant.parse(createdAt));
    }
  }

  private final StateFolder state;
  private final Path folder;
  private final ObjectMapper json;
  private final List<Answer> answers;

  private AnswerFolder(StateFolder state, ObjectMapper json) {
    this.state = state;
    this.folder = state.answers();
    this.json = json;
    this.answers = new ArrayList<>();
  }

  /**
   * The answers that are on disk.
   *
   * @throws LocalRefusal when one of the files is not what was stored; it is left as it is
   */
  static AnswerFolder open(StateFolder state, ObjectMapper json) {
    AnswerFolder opened = new AnswerFolder(state, json);
    for (Path file : opened.files()) {
      opened.answers.add(opened.read(file));
    }
    opened.answers.sort(Comparator.comparing(Answer::createdAt).thenComparing(Answer::name));
    return opened;
  }

  private List<Path> files() {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        files.forEach(found::add);
      } catch (IOException unreadable) {
        throw state.damaged(folder, StateFolder.fault(unreadable), "a folder of answers");
      }
    }
    return found;
  }

  private Answer read(Path file) {
    try {
      JsonNode written = json.readTree(Files.readAllBytes(file));
      JsonNode answer = written.path(ANSWER_FIELD);
      String actual = sum(answer);
      if (!written.path(SUM_FIELD).asText().equals(actual)) {
        throw state.damaged(
            file,
            SUM_FIELD + " '" + written.path(SUM_FIELD).asText() + "'",
            actual + " (the file was changed by something other than a run)");
      }
      return json.treeToValue(answer, Written.class).read(name(file));
    } catch (JsonProcessingException noJson) {
      throw state.damaged(file, "what is no JSON", WHOLE);
    } catch (IOException unreadable) {
      throw state.damaged(file, StateFolder.fault(unreadable), WHOLE);
    }
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private String sum(JsonNode answer) throws JsonProcessingException {
    return ContentDigest.of(json.createArrayNode().add(answer));
  }

  /** All of them, oldest first; never the same list twice once there are more. */
  List<Answer> all() {
    return List.copyOf(answers);
  }

  /**
   * Returns once the answer is safe on disk.
   *
   * @param digest of the question as it is open
   */
  void store(String rolloutUid, int run, String digest, GivenAnswer given, Instant now)
      throws IOException {
    String uid = UUID.randomUUID().toString();
    Written written =
        new Written(
            uid,
            rolloutUid,
            run,
            given.question(),
            digest,
            given.decision(),
            given.approver(),
            given.comment(),
            new TreeMap<>(given.outputs()),
            now.toString());
    Files.createDirectories(folder);
    JsonNode answer = json.valueToTree(written);
    ObjectNode file = json.createObjectNode();
    file.set(ANSWER_FIELD, answer);
    file.put(SUM_FIELD, sum(answer));
    String name = run + "-" + uid;
    DurableFile.replace(folder.resolve(name + SUFFIX), json.writeValueAsBytes(file));
    answers.add(written.read(name));
  }

  /** Deletes the answers of runs that are no longer part of the history. */
  void expire(int upTo) throws IOException {
    for (Answer answer : all()) {
      if (answer.run() <= upTo) {
        Files.deleteIfExists(folder.resolve(answer.name() + SUFFIX));
        answers.remove(answer);
      }
    }
  }
}
