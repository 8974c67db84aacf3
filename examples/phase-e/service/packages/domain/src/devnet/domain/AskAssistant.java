package devnet.domain;

/** Use case: somebody asks a question. */
public final class AskAssistant {

  /** Longer questions are refused. In characters. */
  public static final int LONGEST = 500;

  private static final String UNKNOWN = "I do not know; ask the support team.";

  private final Assistant assistant;

  public AskAssistant(Assistant assistant) {
    this.assistant = assistant;
  }

  /**
   * The answer, which may be that there is none.
   *
   * @throws IllegalArgumentException for a question that is blank or too long
   */
  public String ask(String question) {
    if (question.isBlank() || question.length() > LONGEST) {
      throw new IllegalArgumentException(
          "question: found " + question.length() + " characters, expected 1 to " + LONGEST);
    }
    return assistant.answer(question).orElse(UNKNOWN);
  }
}
