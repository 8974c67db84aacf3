package devnet.domain;

/** What somebody may do. Each role may do what the ones before it may. */
public enum Role {
  GUEST,
  USER,
  ADMIN;

  /** Whether this role is enough where another is needed. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
