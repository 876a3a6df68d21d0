package dev.weft.test.internal.choice;

/** Follows given deviations. What does not fit the run is counted, and option 0 is chosen there. */
public final class Script implements Guide {
    private final Deviations deviations;
    private int point;
    private int next;
    private int misfits;

    /** Creates a guide for one run. */
    public Script(Deviations deviations) {
        this.deviations = deviations;
    }

    @Override
    public int choose(Kind kind, int options, Ids ids) {
        int here = point++;
        if (next == deviations.size() || deviations.point(next) != here) {
            return 0;
        }
        int choice = deviations.choice(next++);
        if (choice >= options) {
            misfits++;
            return 0;
        }
        return choice;
    }

    /** Returns the number of deviations that the run could not follow: it had no such point, or no such option. */
    public int misfits() {
        return misfits + deviations.size() - next;
    }
}
