package dev.weft.test.internal.world;

import dev.weft.test.internal.report.AwaitTree;
import java.util.HashMap;
import java.util.Map;

/** Counts the steps since time last passed: too many are a livelock. */
final class StepCount {
    /** The number of last steps whose tasks are counted for the message. */
    private static final int COUNTED = 1_000;

    private static final int SHOWN = 5;

    private final World world;
    private final Map<Long, Integer> stepsOfTask = new HashMap<>();
    private long time = -1;
    private long steps;

    StepCount(World world) {
        this.world = world;
    }

    void step(long task) {
        long now = world.clock.nanoTime();
        if (now != time) {
            time = now;
            steps = 0;
            stepsOfTask.clear();
        }
        steps++;
        if (steps > world.settings.fairAfter()) {
            world.choices.stopEarly();
        }
        long left = world.settings.livelockAfter() - steps;
        if (left < COUNTED) {
            stepsOfTask.merge(task, 1, Integer::sum);
            if (left < 0) {
                throw world.ends(new RunFailure(RunFailure.Kind.LIVELOCK, message()));
            }
        }
    }

    private String message() {
        StringBuilder text = new StringBuilder("LIVELOCK: ").append(steps - 1).append(" steps without time passing");
        text.append("\nof the last ").append(Math.min(COUNTED, steps - 1)).append(" steps:");
        stepsOfTask.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(entry -> text.append("\n  ")
                        .append(entry.getValue())
                        .append(" of ")
                        .append(TaskNames.of(world.loop, entry.getKey())));
        return text.append('\n').append(AwaitTree.of(world.loop)).toString();
    }
}
