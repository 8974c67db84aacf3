package devnet.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Use case: invoices are taken over from the ledger, each once. */
public final class SyncBilling {

  private final Ledger ledger;
  private final Map<String, Invoice> known = new LinkedHashMap<>();

  public SyncBilling(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Takes over what is new.
   *
   * @return how many invoices that were
   * @throws LedgerUnreachable where the books cannot be read; what was known stays known
   */
  public synchronized int sync() {
    int before = known.size();
    ledger.invoices().forEach(invoice -> known.putIfAbsent(invoice.number(), invoice));
    return known.size() - before;
  }

  /** What was taken over so far, oldest first. */
  public synchronized List<Invoice> invoices() {
    return List.copyOf(known.values());
  }
}
