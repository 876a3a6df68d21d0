package dev.weft.test.internal.choice;

import dev.weft.test.internal.choice.Guide.Ids;

/**
 * The choice points of one run: asks the guide, and records. After {@link #stop} no point is left: the run goes on first in,
 * first out. Owned by the run's thread.
 */
public final class Choices {
    private final Guide guide;
    private final Trail trail;
    private boolean stopped;

    /** Creates the choices of a run, which are recorded in {@code trail}. */
    public Choices(Guide guide, Trail trail) {
        this.guide = guide;
        this.trail = trail;
    }

    /** Returns choices that are never asked for. */
    public static Choices none() {
        Choices none = new Choices(Guide.FIFO, new Trail());
        none.stop();
        return none;
    }

    /** Returns what was recorded. */
    public Trail trail() {
        return trail;
    }

    /** Ends the choices of this run. */
    public void stop() {
        stopped = true;
    }

    /** Ends the choices of this run, though others would be left. */
    public void stopEarly() {
        if (!stopped) {
            trail.cut();
            stopped = true;
        }
    }

    /** Records that some options are left out. */
    public void cut() {
        trail.cut();
    }

    /** Returns whether the run is first in, first out from here on. */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * Chooses, and records the choice if there are several options.
     *
     * @return the option, from 0 on
     */
    public int choose(Kind kind, int options, Ids ids) {
        if (options < 2 || stopped) {
            return 0;
        }
        if (trail.size() == Trail.MOST) {
            stopEarly();
            return 0;
        }
        int choice = guide.choose(kind, options, ids);
        trail.add(kind, options, choice);
        return choice;
    }

    /** Returns the next point's number. */
    public int point() {
        return trail.size();
    }

    /** Records that the choice at a point made no difference. */
    public void drop(int point) {
        if (point < trail.size()) {
            trail.drop(point);
        }
    }
}
