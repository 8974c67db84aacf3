package devnet.infrastructure;

import devnet.domain.Assistant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers with the known answer whose question shares the most words with what was asked. */
public final class FaqAssistant implements Assistant {

  /** A question that people ask, and its answer. */
  public record Entry(String question, String answer) {}

  private final List<Entry> entries;

  public FaqAssistant(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Lines {@code question? answer}. */
  public static FaqAssistant of(List<String> lines) {
    return new FaqAssistant(
        lines.stream()
            .map(line -> line.split("\\? ", 2))
            .map(parts -> new Entry(parts[0], parts[1]))
            .toList());
  }

  @Override
  public Optional<String> answer(String question) {
    Set<String> asked = words(question);
    return entries.stream()
        .filter(entry -> shared(entry, asked) > 0)
        .max(Comparator.comparingLong(entry -> shared(entry, asked)))
        .map(Entry::answer);
  }

  private static long shared(Entry entry, Set<String> asked) {
    return words(entry.question()).stream().filter(asked::contains).count();
  }

  /** Short words are in every question and tell nothing. */
  private static Set<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z]+"))
        .filter(word -> word.length() > 3)
        .collect(Collectors.toSet());
  }
}
