package dev.weft.test.internal.world;

import dev.weft.ports.Schedule.Ready;
import dev.weft.test.internal.report.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run: the number of the task of each step, to compare runs; and, if the run is recorded in detail, each
 * event for people. Bounded: of very long runs the first {@link #MOST} numbers and the last {@link #EVENTS} events are kept.
 */
public final class Journal {
    private static final int MOST = 1 << 18;
    private static final int EVENTS = 10_000;

    private boolean detailed;
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<String> labels = new ArrayList<>();
    private int[] tasks = new int[64];
    private int steps;
    private int lastTask;

    /** What deviated, for the next event; null if nothing did. */
    private @Nullable String deviation;

    Journal(boolean detailed) {
        this.detailed = detailed;
    }

    /** Returns whether each event is recorded. */
    boolean isDetailed() {
        return detailed;
    }

    /** Ends the record of events: what follows is no part of the failure. */
    void end() {
        detailed = false;
    }

    /** Returns the number of steps. */
    public int steps() {
        return steps;
    }

    /** Returns the number of the task of the last step; 0 if it was a callback's. */
    int lastTask() {
        return lastTask;
    }

    /** Returns the events, oldest first; empty if the run is not recorded in detail. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * Returns the first step at which this run and another one differ; −1 if there is none.
     *
     * @param other a run of the same schedule
     */
    public int firstDifference(Journal other) {
        int common = Math.min(Math.min(steps, other.steps), MOST);
        int at = Arrays.mismatch(tasks, 0, common, other.tasks, 0, common);
        return at >= 0 ? at : steps == other.steps ? -1 : common;
    }

    /** Returns what a step was, for people. */
    public String label(int step) {
        if (step >= steps) {
            return "the end of the run";
        }
        if (step < labels.size()) {
            return '"' + labels.get(step) + '"';
        }
        return tasks[step] == 0 ? "a callback" : "a step of task number " + tasks[step];
    }

    /**
     * Returns what a step was, for people.
     *
     * @param named another run, which knows the names of tasks
     */
    public String label(int step, Journal named) {
        if (step >= steps || step < labels.size() || tasks[step] == 0) {
            return label(step);
        }
        int task = tasks[step];
        return named.events.stream()
                .filter(event -> event.lane() == task && !event.name().isEmpty())
                .findFirst()
                .map(event -> "a step of task " + event.name())
                .orElseGet(() -> label(step));
    }

    void step(Ready ready, int chosen, long nanos) {
        lastTask = (int) ready.id(chosen);
        if (steps < MOST) {
            if (steps == tasks.length) {
                tasks = Arrays.copyOf(tasks, 2 * steps);
            }
            tasks[steps] = lastTask;
        }
        steps++;
        if (detailed) {
            describe(ready, chosen, nanos);
        }
    }

    private void describe(Ready ready, int chosen, long nanos) {
        String label = ready.label(chosen);
        if (labels.size() < MOST) {
            labels.add(label);
        }
        String name = ready.isTask(chosen) ? nameIn(label) : "";
        add(ready.id(chosen), name, name.isEmpty() ? label : label.substring(name.length() + 1), nanos);
    }

    /** A label is the task's name, and then what it does. */
    private static String nameIn(String label) {
        for (String verb : List.of(" starts", " goes on", " is cancelled", " wakes")) {
            int at = label.lastIndexOf(verb);
            if (at > 0) {
                return label.substring(0, at);
            }
        }
        return "";
    }

    /** Records an event that is no step. */
    void note(Supplier<String> what, long nanos) {
        if (detailed) {
            add(0, "", what.get(), nanos);
        }
    }

    /** Records that the next event deviates from what the loop would do by itself. */
    void deviates(Supplier<String> instead) {
        if (detailed) {
            deviation = instead.get();
        }
    }

    private void add(long lane, String name, String what, long nanos) {
        if (events.size() == EVENTS) {
            events.removeFirst();
        }
        events.addLast(new Event(steps, lane, name, what, nanos, deviation));
        deviation = null;
    }
}
