package devnet.domain;

import java.util.Optional;

/** Port: something that answers questions in plain words. */
public interface Assistant {

  /** The answer; empty where it knows none. */
  Optional<String> answer(String question);
}
