package devnet.domain;

/**
 * An invoice of the ledger.
 *
 * @param number what the ledger calls it, never used twice
 * @param cents the amount, in hundredths of the currency
 * @param currency three letters of ISO 4217
 */
public record Invoice(String number, long cents, String currency) {}
