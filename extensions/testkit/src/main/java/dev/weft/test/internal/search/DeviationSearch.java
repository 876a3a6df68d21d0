package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Script;
import dev.weft.test.internal.choice.Trail;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All schedules with no deviation from first in, first out, then all with one, with two, and so on (delay bounding: Emmi,
 * Qadeer, Rakamarić: "Delay-Bounded Scheduling", POPL 2011). Within a level, the earliest points first, and deviations that
 * seldom matter last.
 *
 * <p>A schedule with d + 1 deviations is one with d of them and one behind its last. So each is run once, and the points
 * that it may deviate at are known from the run of the schedule that it extends.
 */
public final class DeviationSearch implements Search {
    /** The largest number of points that are remembered of all runs together. */
    private static final int MOST_REMEMBERED = 1 << 22;

    private final int most;

    /** The schedules of the level before, whose extensions are run now; and those of this level. */
    private List<Ran> level = List.of();

    private List<Ran> following = new ArrayList<>();
    private int depth = -1;
    private int remembered;
    private boolean isComplete = true;

    /** The next extension: of which schedule, of which kind, at which of its points, by which choice. */
    private int parent;

    private boolean minor;
    private int point;
    private int choice = 1;

    private Deviations last = Deviations.NONE;

    /** A schedule that was run, and the points behind its last deviation. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Ran(Deviations deviations, int[] options, boolean[] minor) {}

    /**
     * Creates a search.
     *
     * @param most the largest number of deviations
     */
    public DeviationSearch(int most) {
        this.most = most;
    }

    @Override
    public @Nullable Guide next() {
        if (depth < 0) {
            depth = 0;
            return new Script(Deviations.NONE);
        }
        Deviations found = extension();
        while (found == null) {
            if (following.isEmpty() || depth == most) {
                return null;
            }
            level = following;
            following = new ArrayList<>();
            depth++;
            parent = 0;
            minor = false;
            point = 0;
            choice = 1;
            found = extension();
        }
        last = found;
        return new Script(found);
    }

    /** Returns the next schedule of this level; null if there is none. */
    private @Nullable Deviations extension() {
        while (true) {
            if (parent == level.size()) {
                if (minor) {
                    return null;
                }
                minor = true;
                parent = 0;
                continue;
            }
            Ran extended = level.get(parent);
            if (point == extended.options.length) {
                parent++;
                point = 0;
            } else if (extended.minor[point] == minor && choice < extended.options[point]) {
                return extended.deviations.and(extended.deviations.lastPoint() + 1 + point, choice++);
            } else {
                point++;
                choice = 1;
            }
        }
    }

    @Override
    public void ran(Trail trail) {
        int first = last.lastPoint() + 1;
        int count = Math.max(0, Math.min(trail.size() - first, MOST_REMEMBERED - remembered));
        isComplete &= first + count >= trail.size() && !trail.isCut();
        remembered += count;
        int[] options = new int[count];
        boolean[] seldom = new boolean[count];
        for (int i = 0; i < count; i++) {
            options[i] = trail.options(first + i);
            seldom[i] = trail.kind(first + i).isMinor();
        }
        following.add(new Ran(last, options, seldom));
    }

    @Override
    public String strategy() {
        return depth == 0 ? "first in, first out" : depth + (depth == 1 ? " deviation" : " deviations");
    }

    /** Returns the largest number of deviations for which all schedules were run; −1 if it is none. */
    private int completed() {
        boolean levelDone = parent == level.size() && minor;
        return isComplete ? (levelDone || depth == 0 ? depth : depth - 1) : Math.min(0, depth);
    }

    @Override
    public String covered() {
        int done = completed();
        return done < 1 ? "" : "no failure with at most " + done + (done == 1 ? " deviation" : " deviations");
    }

    @Override
    public boolean isExhausted() {
        boolean levelDone = depth == 0 ? !following.isEmpty() : parent == level.size() && minor;
        if (!isComplete || !levelDone) {
            return false;
        }
        for (Ran ran : following) {
            for (int options : ran.options) {
                if (options > 1) {
                    return false;
                }
            }
        }
        return true;
    }
}
