package dev.phaserollout.controlplane;

import java.util.List;

/**
 * Somebody who talks to the API server.
 *
 * @param name the name that RBAC and the audit log know
 * @param groups the groups beside {@code system:authenticated}
 */
public record User(String name, List<String> groups) {
  /** May do everything. */
  public static final User ADMIN = new User("admin", List.of("system:masters"));

  /** A release manager: without any rights but those that a test binds. */
  public static final User ALICE = new User("alice", List.of("release-managers"));

  /** A developer: without any rights but those that a test binds. */
  public static final User BOB = new User("bob", List.of("developers"));

  /** Copies the groups. */
  public User {
    groups = List.copyOf(groups);
  }

  /** Anybody else, in these groups. */
  public static User named(String name, String... groups) {
    return new User(name, List.of(groups));
  }
}
