package dev.trustverifier.tuf.store;

/**
 * Ends a simulated process after so many steps. What it does later, in its finally clauses too, has no effect: every
 * step ends it anew, until another process takes its place.
 */
public final class Fuse {
  private static final int NEVER = Integer.MAX_VALUE;

  private int left = NEVER;

  /** The process is no more. An error, so that nobody takes it for a failure of what was tried. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed");
    }
  }

  /** The process will take so many more steps. */
  public synchronized void light(int steps) {
    left = steps;
  }

  /** Another process takes its place; whether there was need. */
  public synchronized boolean replace() {
    boolean killed = left == 0;
    left = NEVER;
    return killed;
  }

  /** Something is about to happen. */
  public synchronized void step() {
    if (left == 0) {
      throw new Killed();
    }
    left -= left == NEVER ? 0 : 1;
  }

  synchronized boolean isBurnt() {
    return left == 0;
  }
}
