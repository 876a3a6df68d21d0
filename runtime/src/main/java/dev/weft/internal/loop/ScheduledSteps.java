package dev.weft.internal.loop;

import dev.weft.ports.Schedule;

/** Runs the ready nodes of a loop in the order that a {@link Schedule} chooses. Owned by the loop's thread. */
final class ScheduledSteps implements Schedule.Ready {
    private final LoopEngine loop;
    private final Schedule schedule;

    ScheduledSteps(LoopEngine loop, Schedule schedule) {
        this.loop = loop;
        this.schedule = schedule;
    }

    /** Returns how much later than set a timer fires. */
    long late(long nanos) {
        long late = schedule.late(nanos);
        if (late < 0) {
            throw new IllegalStateException("a timer cannot be " + late + " ns late");
        }
        return late;
    }

    /** Lets events arrive and time pass if the schedule wants it, then runs one node, if one is ready. */
    void runOne() {
        if (size() == 0) {
            return;
        }
        loop.letArrive();
        if (loop.canTimePass() && schedule.timePasses()) {
            loop.passTime();
        }
        loop.fireDueTimers();
        int chosen = size() == 1 ? 0 : next();
        schedule.begins(this, chosen);
        int budget = schedule.budget();
        loop.bringForward(chosen);
        schedule.ended(loop.runFirst(budget));
    }

    void logged(Object subject, Throwable failure) {
        schedule.logged(subject, failure);
    }

    private int next() {
        int chosen = schedule.next(this);
        if (chosen < 0 || chosen >= size()) {
            throw new IllegalStateException("the schedule chose node " + chosen + " of " + size());
        }
        return chosen;
    }

    @Override
    public int size() {
        return loop.countReady();
    }

    @Override
    public boolean isTask(int i) {
        return loop.ready(i).taskNumber() != 0;
    }

    @Override
    public long id(int i) {
        return loop.ready(i).taskNumber();
    }

    @Override
    public String label(int i) {
        return loop.ready(i).label();
    }
}
