package devnet.api;

/** Answers requests. What goes round another handler is a handler too. */
public interface Handler {

  Response handle(Request request);
}
