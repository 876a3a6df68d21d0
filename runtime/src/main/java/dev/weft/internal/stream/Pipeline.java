package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A source and the stages that its items go through, in one frame: each item costs one call of the source, however many
 * stages there are. An operator on a pipeline makes a longer one on the same source.
 *
 * <p>Invariant: {@code opening} is the last stage that has yet to give its first item, {@code spent} the last one that takes
 * no more, {@code left} the first one that was not asked for its rest; −1 or 0 if there is none. Nothing before
 * {@code spent} runs. So an item comes from a stage behind {@code spent} that opens, or else from the source, or, when that
 * has ended, from the rest of a stage.
 */
final class Pipeline<T> extends Operator<T> {
    private static final int ASKING = OWN;

    private final StreamFrame<?> source;
    private final Stage[] stages;
    private int opening;
    private int spent = -1;
    private int left;

    /** Whether the source has ended, or is closed. */
    private boolean drained;

    private Pipeline(StreamFrame<?> source, Stage[] stages) {
        this.source = source;
        this.stages = stages;
        opening = lastOpening(stages.length);
        for (Stage stage : stages) {
            if (stage.isSpent()) {
                spent = stage.place;
            }
        }
    }

    /** Returns the items of a stream, which is used up, after one more stage. */
    static <R> AsyncStream<R> after(AsyncStream<?> stream, Stage stage) {
        StreamFrame<?> used = ((StreamFrame<?>) stream).use();
        if (used instanceof Pipeline<?> shorter) {
            int length = shorter.stages.length;
            Stage[] longer = Arrays.copyOf(shorter.stages, length + 1);
            longer[length] = stage;
            stage.place = length;
            return new Pipeline<>(shorter.source, longer);
        }
        return new Pipeline<>(used, new Stage[] {stage});
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
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        if (drained) {
            return rest();
        }
        int depth = Suspension.depth(driver);
        Object given = at == ASKING ? outcome : null;
        while (true) {
            Object item;
            if (opening > spent) {
                item = opened();
            } else if (spent >= 0) {
                return end(driver, depth);
            } else {
                if (given == null) {
                    given = source.next(driver, depth);
                }
                if (given == SUSPENDED) {
                    return suspended(ASKING, driver);
                }
                if (given != Boolean.TRUE) {
                    return rest();
                }
                item = through(0, source.current());
            }
            if (item != Stage.NOTHING) {
                return give(item);
            }
            given = null;
            depth = Suspension.repeated(depth, driver);
        }
    }

    private @Nullable Object opened() {
        Stage stage = stages[opening];
        opening = lastOpening(opening);
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

    @Override
    Object rest() {
        drained = true;
        while (true) {
            int place = Math.max(left, spent + 1);
            if (place >= stages.length) {
                return false;
            }
            left = place + 1;
            Object item = stages[place].rest();
            if (item != Stage.NOTHING) {
                item = through(left, item);
            }
            if (item != Stage.NOTHING) {
                return give(item);
            }
        }
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return source.close(driver, depth);
    }

    @Override
    public String streamName() {
        StringBuilder name = new StringBuilder();
        for (int i = stages.length - 1; i >= 0; i--) {
            name.append(stages[i].name).append(" of ");
        }
        return name.append(source.streamName()).toString();
    }
}
