package dev.phaserollout.engine;

/** What asked for a rollback, with the word that the status uses. */
enum RollbackCause {
  FAILURE("Failure"),
  COMMAND("Command"),
  ANSWER("Answer"),
  EDIT("Edit");

  private final String word;

  RollbackCause(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
