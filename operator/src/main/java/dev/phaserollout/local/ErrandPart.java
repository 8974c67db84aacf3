package dev.phaserollout.local;

/** Where in an attempt an errand is done. */
enum ErrandPart {
  /** Before the command: its working tree. */
  BEFORE("before"),
  /** After the command has ended well. */
  AFTER("after"),
  /** There is no command. */
  ALONE("alone");

  private final String word;

  ErrandPart(String word) {
    this.word = word;
  }

  /** Names the part in the files of an attempt. */
  String word() {
    return word;
  }
}
