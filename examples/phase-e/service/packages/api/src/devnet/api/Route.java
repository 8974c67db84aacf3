package devnet.api;

import devnet.domain.Role;

/** What the service answers to, and who may ask. */
public enum Route {
  PAGE("GET", "/", Role.GUEST),
  SCRIPT("GET", "/app.js", Role.GUEST),
  HEALTH("GET", "/health", Role.GUEST),
  SIGN_IN("POST", "/sessions", Role.GUEST),
  INVOICES("GET", "/invoices", Role.USER),
  ASK("POST", "/answers", Role.USER),
  SYNC_BILLING("POST", "/billing/sync", Role.ADMIN);

  private final String method;
  private final String path;
  private final Role needed;

  Route(String method, String path, Role needed) {
    this.method = method;
    this.path = path;
    this.needed = needed;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** The least that a caller must be. */
  public Role needed() {
    return needed;
  }

  boolean takes(Request request) {
    return method.equals(request.method()) && path.equals(request.path());
  }
}
