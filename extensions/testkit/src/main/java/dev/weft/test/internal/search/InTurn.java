package dev.weft.test.internal.search;

import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Trail;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several searches: some have a share of the schedules, one after another; the others take turns with what is left. */
final class InTurn implements Search {
    private final List<Part> parts;
    private final List<Search> takingTurns;
    private int part;
    private int used;
    private int turn;
    private @Nullable Search current;

    /** A search, and the largest number of its schedules. */
    record Part(Search search, int share) {}

    InTurn(List<Part> parts, List<Search> takingTurns) {
        this.parts = parts;
        this.takingTurns = takingTurns;
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
        for (int tried = 0; tried < takingTurns.size(); tried++) {
            Search search = takingTurns.get(turn++ % takingTurns.size());
            if (search.isExhausted()) {
                return null;
            }
            Guide guide = search.next();
            if (guide != null) {
                current = search;
                return guide;
            }
        }
        return null;
    }

    /** In the first round all learn from each run how long it was. The first run may be that of another search. */
    @Override
    public void ran(Trail trail) {
        if (current != null) {
            current.ran(trail);
        }
        for (Search other : takingTurns) {
            if (other != current && turn <= takingTurns.size()) {
                other.saw(trail);
            }
        }
    }

    @Override
    public String strategy() {
        return Objects.requireNonNull(current).strategy();
    }

    @Override
    public String covered() {
        return searches()
                .map(Search::covered)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean isExhausted() {
        return searches().anyMatch(Search::isExhausted);
    }

    private Stream<Search> searches() {
        return Stream.concat(parts.stream().map(Part::search), takingTurns.stream());
    }
}
