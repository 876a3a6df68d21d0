package dev.weft.internal.stream;

import dev.weft.internal.loop.Unchecked;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stages that look at one item at a time. */
final class Stages {
    private Stages() {}

    static final class Mapping<T> extends Stage {
        private final Function<? super T, ?> f;

        Mapping(Function<? super T, ?> f) {
            super("map");
            this.f = f;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            return f.apply(Unchecked.value(item));
        }
    }

    static final class Filter<T> extends Stage {
        private final Predicate<? super T> p;

        Filter(Predicate<? super T> p) {
            super("filter");
            this.p = p;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            return p.test(Unchecked.value(item)) ? item : NOTHING;
        }
    }

    static final class TakeWhile<T> extends Stage {
        private final Predicate<? super T> p;

        TakeWhile(Predicate<? super T> p) {
            super("takeWhile");
            this.p = p;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            if (p.test(Unchecked.value(item))) {
                return item;
            }
            feed.spend(place);
            return NOTHING;
        }
    }

    static final class DropWhile<T> extends Stage {
        private final Predicate<? super T> p;
        private boolean drops = true;

        DropWhile(Predicate<? super T> p) {
            super("dropWhile");
            this.p = p;
        }

        @Override
        @Nullable
        Object apply(@Nullable Object item, Feed feed) {
            drops = drops && p.test(Unchecked.value(item));
            return drops ? NOTHING : item;
        }
    }
}
