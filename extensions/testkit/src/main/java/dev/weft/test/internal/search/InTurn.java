package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Trail;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several searches: each has its share of the schedules; the last ones take turns with what is left. */
final class InTurn implements Search {
    private final List<Part> parts;
    private final List<Search> endless;
    private int part;
    private int used;
    private int turn;
    private @Nullable Search current;

    /** A search, and the largest number of its schedules. */
    record Part(Search search, int share) {}

    InTurn(List<Part> parts, List<Search> endless) {
        this.parts = parts;
        this.endless = endless;
    }

    @Override
    public @Nullable Guide next() {
        while (part < parts.size()) {
            Part now = parts.get(part);
            Guide guide = used++ < now.share ? now.search.next() : null;
            if (guide != null) {
                current = now.search;
                return guide;
            }
            if (now.search.isExhausted()) {
                return null;
            }
            part++;
            used = 0;
        }
        if (endless.isEmpty()) {
            return null;
        }
        current = endless.get(turn++ % endless.size());
        return current.next();
    }

    /** All learn from each run: how long it was. The first one may be that of another search. */
    @Override
    public void ran(Trail trail) {
        if (current != null) {
            current.ran(trail);
        }
        for (Search other : endless) {
            if (other != current && turn <= endless.size()) {
                other.ran(trail);
            }
        }
    }

    @Override
    public String strategy() {
        return Objects.requireNonNull(current).strategy();
    }

    @Override
    public String covered() {
        return parts.stream()
                .map(part -> part.search.covered())
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean isExhausted() {
        return parts.stream().anyMatch(part -> part.search.isExhausted());
    }
}
