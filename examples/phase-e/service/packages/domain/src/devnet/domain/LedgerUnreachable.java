package devnet.domain;

/** The books cannot be read at the moment; a later try may succeed. */
public final class LedgerUnreachable extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LedgerUnreachable(String message) {
    super(message);
  }
}
