package dev.phaserollout.cli;

/** Who sits at the terminal, as far as the host knows. */
final class Person {

  private Person() {}

  /** The user's name on this host: claimed, as the host lets anybody call themselves so. */
  static String here() {
    String name = System.getProperty("user.name", "");
    return name.isBlank() ? "somebody" : name;
  }
}
