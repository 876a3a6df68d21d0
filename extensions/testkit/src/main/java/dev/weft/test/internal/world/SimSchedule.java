package dev.weft.test.internal.world;

import dev.weft.ports.Schedule;
import dev.weft.test.Order;
import dev.weft.test.internal.choice.Choices;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the choices of a run decide what the loop leaves open, and counts steps. */
final class SimSchedule implements Schedule, Guide.Ids {
    /** Of a long ready queue only the oldest nodes can be chosen. */
    private static final int MOST_OPTIONS = 64;

    private static final int LEAST_LATE = 1;

    /** A step that is slow may pass the first timer, or take so many times as long and pass several. */
    private static final int LONG = 10;

    private final World world;
    private final Choices choices;
    private final Order order;

    /** The positions of the nodes that may run next. */
    private final int[] eligible = new int[MOST_OPTIONS];

    /** Valid during {@link #next}. */
    private @Nullable Ready now;

    /** The numbers of the ready tasks that run when nothing else is ready. */
    private final Set<Long> held = new HashSet<>();

    private boolean stepOfTask;
    private int budgetPoint = -1;
    private final StepCount count;

    SimSchedule(World world) {
        this.world = world;
        this.choices = world.choices;
        this.order = world.settings.order();
        this.count = new StepCount(world);
    }

    @Override
    public int next(Ready ready) {
        if (order == Order.TIMING || choices.isStopped()) {
            return 0;
        }
        int options = findEligible(ready);
        if (options > 1 && ready.isTask(eligible[0]) && choices.choose(Kind.HOLD, 2, Guide.Ids.NONE) != 0) {
            hold(ready, eligible[0]);
            options--;
            System.arraycopy(eligible, 1, eligible, 0, options);
        }
        if (options < 2) {
            return eligible[0];
        }
        now = ready;
        int chosen = eligible[choices.choose(Kind.NODE, options, this)];
        now = null;
        if (chosen != eligible[0]) {
            int oldest = eligible[0];
            world.journal.deviates(() -> ready.label(oldest));
        }
        return chosen;
    }

    private void hold(Ready ready, int task) {
        held.add(ready.id(task));
        world.journal.deviates(() -> "");
        world.journal.note(() -> "held back: " + ready.label(task), world.clock.nanoTime());
    }

    /** Finds the nodes that may run. Callbacks keep their order, unless the order is ANY. */
    private int findEligible(Ready ready) {
        int found = find(ready, !held.isEmpty());
        if (ready.size() > MOST_OPTIONS) {
            choices.cut();
        }
        return found > 0 ? found : find(ready, false);
    }

    private int find(Ready ready, boolean holding) {
        int found = 0;
        boolean callback = false;
        int size = ready.size();
        for (int i = 0; i < size && found < MOST_OPTIONS; i++) {
            if (holding && held.contains(ready.id(i))) {
                continue;
            }
            boolean task = order == Order.ANY || ready.isTask(i);
            if (task || !callback) {
                eligible[found++] = i;
                callback |= !task;
            }
        }
        return found;
    }

    @Override
    public long of(int option) {
        return Objects.requireNonNull(now).id(eligible[option]);
    }

    @Override
    public boolean timePasses() {
        if (!world.poller.mayTimePass() || choices.choose(Kind.TIME, 2, Guide.Ids.NONE) == 0) {
            return false;
        }
        boolean isLong = choices.choose(Kind.TIME, 2, Guide.Ids.NONE) != 0;
        world.journal.deviates(() -> "");
        world.poller.timePassesNow(isLong ? LONG : 1);
        return true;
    }

    @Override
    public long late(long nanos) {
        if (nanos <= 0 || choices.choose(Kind.LATE, 2, Guide.Ids.NONE) == 0) {
            return 0;
        }
        world.journal.deviates(() -> "");
        world.journal.note(() -> "a timer will be late by 1 ns", world.clock.nanoTime());
        return LEAST_LATE;
    }

    @Override
    public void begins(Ready ready, int chosen) {
        world.betweenSteps();
        stepOfTask = ready.isTask(chosen);
        if (!held.isEmpty()) {
            held.remove(ready.id(chosen));
        }
        count.step(ready.id(chosen));
        world.journal.step(ready, chosen, world.clock.nanoTime());
    }

    @Override
    public int budget() {
        budgetPoint = -1;
        if (!stepOfTask || choices.isStopped()) {
            return Schedule.super.budget();
        }
        budgetPoint = choices.point();
        return choices.choose(Kind.BUDGET, 2, Guide.Ids.NONE) == 0 ? Schedule.super.budget() : 1;
    }

    /** The handler is the test's own, and has failed. */
    @Override
    public void logged(Object subject, Throwable failure) {
        world.uncaught(subject, failure);
    }

    @Override
    public void ended(int readyAwaits) {
        if (!world.isClosing()) {
            world.invariants.check();
        }
        if (budgetPoint >= 0 && readyAwaits == 0) {
            choices.drop(budgetPoint);
        }
    }
}
