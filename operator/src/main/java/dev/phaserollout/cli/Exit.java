package dev.phaserollout.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the program ended, as its caller sees it. Scripts may rely on the numbers. */
public enum Exit {
  /** What was asked for is done. */
  SUCCEEDED(0, "done: the run succeeded, the file is free of faults"),
  /** It was tried, and the answer is no. */
  FAILED(1, "failed: the run failed, the cluster said no, or the program itself broke"),
  /** The command line or the file cannot be meant. */
  USAGE(2, "usage: the command line or the file is wrong; nothing was started"),
  /** Nothing is wrong, but a person has to answer first. */
  WAITING(3, "waiting: a person has to answer before it can go on"),
  /** Hung up on: the terminal is gone. */
  HUNG_UP(129, "stopped: by a hang-up; run it again and it goes on"),
  /** Ctrl-C. */
  INTERRUPTED(130, "stopped: by Ctrl-C; run it again and it goes on"),
  /** Asked to end, by a service manager or a person. */
  TERMINATED(143, "stopped: by a signal TERM; run it again and it goes on");

  private final int code;
  private final String sentence;

  Exit(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The exit status of the process. */
  public int code() {
    return code;
  }

  /** The list of codes with their meaning, in the order of the codes, as help pages show it. */
  static Map<String, String> sentences() {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Exit exit : values()) {
      sentences.put(" " + exit.code, exit.sentence);
    }
    return sentences;
  }
}
