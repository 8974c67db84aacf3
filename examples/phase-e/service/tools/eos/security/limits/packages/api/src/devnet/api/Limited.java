package devnet.api;

/**
 * What goes round the routes so that callers keep to limits: what is sent has a greatest length and
 * no control characters, and answers are not taken for something else by a browser.
 */
final class Limited implements Handler {

  /** In characters. */
  static final int LONGEST = 4096;

  private final Handler inner;

  Limited(Handler inner) {
    this.inner = inner;
  }

  @Override
  public Response handle(Request request) {
    return answer(request)
        .with("x-content-type-options", "nosniff")
        .with("content-security-policy", "default-src 'self'");
  }

  private Response answer(Request request) {
    if (request.body().length() > LONGEST) {
      return Response.error(413, "body: expected at most " + LONGEST + " characters");
    }
    if (request.body().chars().anyMatch(Limited::controls)) {
      return Response.error(400, "body: found a control character, expected text");
    }
    return inner.handle(request);
  }

  private static boolean controls(int character) {
    return Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0;
  }
}
