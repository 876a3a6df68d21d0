package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A source and the stages that its items go through, in a loop: an item costs one call of the source, however many stages
 * there are. It is no frame. The frame that asks it links itself if the source suspends: a {@link Pipeline}, or whoever
 * consumes one, which asks its feed in its place.
 *
 * <p>Invariant: {@code opening} is the last stage that has yet to give its first item, {@code spent} the last one that takes
 * no more; −1 if there is none. {@code left} is the first one that was not asked for its rest. Nothing before {@code spent}
 * runs. So an item comes from a stage behind {@code spent} that opens, or else from the source, or, when that has ended, from
 * the rest of a stage.
 */
final class Feed {
    private static final Stage[] NONE = {};

    final StreamFrame<?> source;
    private final Stage[] stages;
    private int opening;
    private int spent = -1;
    private int left;

    /** Whether the next item comes from the source: nothing opens, and nothing is spent. */
    private boolean asks;

    private Feed(StreamFrame<?> source, Stage[] stages) {
        this.source = source;
        this.stages = stages;
        opening = lastOpening(stages.length);
        for (Stage stage : stages) {
            if (stage.isSpent()) {
                spent = stage.place;
            }
        }
        asks = opening < 0 && spent < 0;
    }

    /** Returns the feed of a stream, which is used up. */
    static Feed of(AsyncStream<?> stream) {
        StreamFrame<?> used = ((StreamFrame<?>) stream).use();
        return used instanceof Pipeline<?> pipeline ? pipeline.feed : new Feed(used, NONE);
    }

    /** Returns a feed with one more stage, to be used in place of this one. */
    Feed with(Stage stage) {
        int length = stages.length;
        Stage[] longer = Arrays.copyOf(stages, length + 1);
        longer[length] = stage;
        stage.place = length;
        return new Feed(source, longer);
    }

    private int lastOpening(int before) {
        int place = before - 1;
        while (place >= 0 && !stages[place].begins()) {
            place--;
        }
        return place;
    }

    /** Lets no more items come as far as this place. Called by the stage that is there. */
    void spend(int place) {
        spent = Math.max(spent, place);
        asks = false;
    }

    /**
     * Goes to the next item.
     *
     * @return the item, {@link Stage#NOTHING} at the end, or {@link Frame#SUSPENDED}
     */
    @Nullable
    Object next(FrameDriver driver, int depth) throws Throwable {
        return pull(null, driver, depth);
    }

    /**
     * Goes on after a suspension.
     *
     * @param outcome what was awaited: whether there is an item, or null if the source was being closed
     * @return as {@link #next}
     */
    @Nullable
    Object resumed(@Nullable Object outcome, FrameDriver driver, int depth) throws Throwable {
        return outcome == null ? rest() : pull(outcome, driver, depth);
    }

    private @Nullable Object pull(@Nullable Object outcome, FrameDriver driver, int counted) throws Throwable {
        int depth = counted;
        Object given = outcome;
        while (true) {
            Object item;
            if (asks) {
                if (given == null) {
                    given = source.pull(driver, depth);
                }
                if (given != Boolean.TRUE) {
                    return given == Frame.SUSPENDED ? given : rest();
                }
                item = through(0, source.item());
            } else if (opening > spent) {
                item = first();
            } else {
                return source.close(driver, depth) == Frame.SUSPENDED ? Frame.SUSPENDED : rest();
            }
            if (item != Stage.NOTHING) {
                return item;
            }
            given = null;
            depth = Suspension.repeated(depth, driver);
        }
    }

    private @Nullable Object first() {
        Stage stage = stages[opening];
        opening = lastOpening(opening);
        asks = opening < 0 && spent < 0;
        return through(stage.place + 1, stage.first());
    }

    private @Nullable Object through(int from, @Nullable Object given) {
        Object item = given;
        Stage[] all = stages;
        for (int i = from; i < all.length; i++) {
            item = all[i].apply(item, this);
            if (item == Stage.NOTHING) {
                break;
            }
        }
        return item;
    }

    private @Nullable Object rest() {
        asks = false;
        while (true) {
            int place = Math.max(left, spent + 1);
            if (place >= stages.length) {
                return Stage.NOTHING;
            }
            left = place + 1;
            Object item = stages[place].rest();
            if (item != Stage.NOTHING) {
                item = through(left, item);
            }
            if (item != Stage.NOTHING) {
                return item;
            }
        }
    }

    /** Closes the source, unless it has ended. */
    @Nullable
    Object close(FrameDriver driver, int depth) throws Throwable {
        return source.close(driver, depth);
    }

    /** What the items are called in messages: {@code filter of map of Shop.rows}. */
    String name() {
        StringBuilder name = new StringBuilder();
        for (int i = stages.length - 1; i >= 0; i--) {
            name.append(stages[i].name).append(" of ");
        }
        return name.append(source.streamName()).toString();
    }
}
