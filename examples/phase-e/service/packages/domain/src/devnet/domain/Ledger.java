package devnet.domain;

import java.util.List;

/** Port: the books, which another system keeps. */
public interface Ledger {

  /**
   * All invoices, oldest first.
   *
   * @throws LedgerUnreachable where the books cannot be read
   */
  List<Invoice> invoices();
}
