package dev.phaserollout.local;

/** That somebody wants the run to stop, how often they have said so, and who it was. */
final class StopRequest {

  private final Alarm alarm;
  private int times;
  private String by = "";

  StopRequest(Alarm alarm) {
    this.alarm = alarm;
  }

  synchronized void ask(String who) {
    times++;
    if (times == 1) {
      by = who;
    }
    alarm.ring();
  }

  synchronized boolean asked() {
    return times > 0;
  }

  synchronized int times() {
    return times;
  }

  synchronized String by() {
    return by;
  }
}
