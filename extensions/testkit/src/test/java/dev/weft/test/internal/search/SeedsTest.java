package dev.weft.test.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.test.Strategy;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Guide.Ids;
import dev.weft.test.internal.choice.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each seed of a random strategy has schedules of its own. */
class SeedsTest {
    private static final int SEEDS = 20;
    private static final int SCHEDULES = 50;
    private static final int CHOICES = 40;
    private static final int OPTIONS = 20;

    @ParameterizedTest
    @EnumSource(names = {"WALK", "PCT"})
    void seedsHaveNoScheduleInCommon(Strategy strategy) {
        Set<List<Integer>> all = new HashSet<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            all.addAll(schedules(strategy, seed));
        }
        assertEquals(SEEDS * SCHEDULES, all.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"WALK", "PCT"})
    void theSameSeedHasTheSameSchedules(Strategy strategy) {
        assertEquals(schedules(strategy, 7), schedules(strategy, 7));
    }

    private static List<List<Integer>> schedules(Strategy strategy, int seed) {
        Search search = strategy == Strategy.WALK ? new RandomWalk(seed) : new RandomPriorities(seed, 3);
        List<List<Integer>> schedules = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            schedules.add(choices(search.next()));
        }
        return schedules;
    }

    private static List<Integer> choices(Guide guide) {
        List<Integer> choices = new ArrayList<>();
        for (int i = 0; i < CHOICES; i++) {
            choices.add(guide.choose(Kind.NODE, OPTIONS, ids(i)));
        }
        return choices;
    }

    /** At each choice there are other tasks, so that priorities differ. */
    private static Ids ids(int choice) {
        return option -> 1 + option + (long) OPTIONS * choice;
    }
}
