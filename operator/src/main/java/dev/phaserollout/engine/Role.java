package dev.phaserollout.engine;

/** What a Job is for. */
public enum Role {
  STEP("step"),
  ROLLBACK("rollback"),
  GATE("gate"),
  GIT("git");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** The word that labels and environment variables use. */
  public String label() {
    return label;
  }
}
