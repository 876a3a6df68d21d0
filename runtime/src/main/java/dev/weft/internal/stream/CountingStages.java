package dev.weft.internal.stream;

import dev.weft.internal.loop.Unchecked;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The stages that keep something from item to item. */
final class CountingStages {
    private CountingStages() {}

    static final class Limit extends Stage {
        private long left;

        Limit(long n) {
            super("limit");
            left = n;
        }

        @Override
        boolean isSpent() {
            return left == 0;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            if (--left == 0) {
                feed.spend(place);
            }
            return item;
        }
    }

    static final class Skip extends Stage {
        private long left;

        Skip(long n) {
            super("skip");
            left = n;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            if (left == 0) {
                return item;
            }
            left--;
            return NOTHING;
        }
    }

    static final class Scan<T, R> extends Stage {
        private @Nullable Object value;
        private final BiFunction<? super R, ? super T, ? extends R> f;

        Scan(@Nullable R initial, BiFunction<? super R, ? super T, ? extends R> f) {
            super("scan");
            value = initial;
            this.f = f;
        }

        @Override
        boolean begins() {
            return true;
        }

        @Override
        @Nullable
        Object first() {
            return value;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            value = f.apply(Unchecked.value(value), Unchecked.value(item));
            return value;
        }
    }

    /** Each window is a list of its own, which nobody changes. */
    static final class Window extends Stage {
        private @Nullable Object[] items = {};
        private final int size;
        private int count;

        Window(int size) {
            super("window");
            this.size = size;
        }

        @Override
        Object apply(@Nullable Object item, Feed feed) {
            if (count == items.length) { // a large window that stays small costs little
                items = Arrays.copyOf(items, (int) Math.min(size, Math.max(8, count * 2L)));
            }
            items[count++] = item;
            return count == size ? take() : NOTHING;
        }

        private Object take() {
            Object[] taken = count == items.length ? items : Arrays.copyOf(items, count);
            items = new Object[count == size && size <= 1024 ? size : 0];
            count = 0;
            return Collections.unmodifiableList(Arrays.asList(taken));
        }

        @Override
        Object rest() {
            return count == 0 ? NOTHING : take();
        }
    }
}
