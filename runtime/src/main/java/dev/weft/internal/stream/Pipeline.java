package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * A stream and the operators on it, in one frame. An operator on a pipeline makes a longer one on the same source; who
 * consumes a pipeline takes its {@link Feed} over.
 */
final class Pipeline<T> extends Operator<T> {
    private static final int ASKING = OWN;

    final Feed feed;

    private Pipeline(Feed feed) {
        this.feed = feed;
    }

    /** Returns the items of a stream, which is used up, after one more stage. */
    static <R> AsyncStream<R> after(AsyncStream<?> stream, Stage stage) {
        return new Pipeline<>(Feed.of(stream).with(stage));
    }

    /** As any operator's, without a call that depends on the class: this is where most items pass. */
    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        if (state != AT_ITEM) {
            return super.advance(driver);
        }
        try {
            Suspension.resumed(driver);
            return given(feed.next(driver, Suspension.depth(driver)), driver);
        } catch (Throwable thrown) {
            return fail(thrown, driver);
        }
    }

    private Object given(@Nullable Object item, FrameDriver driver) {
        if (item == SUSPENDED) {
            return suspended(ASKING, driver);
        }
        return item == Stage.NOTHING ? false : give(item);
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        Object item = at == ASKING ? feed.resumed(outcome, driver, depth) : feed.next(driver, depth);
        return given(item, driver);
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return feed.close(driver, depth);
    }

    @Override
    public String streamName() {
        return feed.name();
    }
}
