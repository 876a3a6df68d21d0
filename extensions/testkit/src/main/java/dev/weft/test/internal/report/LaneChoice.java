package dev.weft.test.internal.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each task that has something to show a column, in the order of their first steps; the loop's is the first one. If
 * there are too many, then the last task, those that deviate and the first ones have a column each; the others share one.
 */
final class LaneChoice {
    private static final int LONGEST_NAME = 60;

    /** The lanes that have a column of their own, in order. */
    private final List<Long> lanes = new ArrayList<>();

    private final List<String> heads = new ArrayList<>();

    private LaneChoice() {}

    /** Returns the columns for the shown ones of some events; there must be one. */
    static LaneChoice of(List<Event> events, BitSet shown, int most) {
        Set<Long> wanted = new LinkedHashSet<>();
        wanted.add(events.get(events.size() - 1).lane());
        shown.stream()
                .filter(i -> events.get(i).deviation() != null)
                .forEach(i -> wanted.add(events.get(i).lane()));
        shown.stream().forEach(i -> wanted.add(events.get(i).lane()));
        Set<Long> chosen = Set.copyOf(new ArrayList<>(wanted).subList(0, Math.min(most, wanted.size())));
        LaneChoice choice = new LaneChoice();
        choice.add(names(events), chosen);
        if (chosen.size() < wanted.size()) {
            choice.heads.add("other");
        }
        return choice;
    }

    /** Returns the names of all lanes, in the order of the columns. */
    private static Map<Long, String> names(List<Event> events) {
        Map<Long, String> names = new LinkedHashMap<>();
        names.put(Event.LOOP, "loop");
        events.forEach(event -> names.putIfAbsent(event.lane(), name(event)));
        return names;
    }

    private static String name(Event event) {
        return event.name().isBlank() ? "task " + event.lane() : Text.line(event.name(), LONGEST_NAME);
    }

    /** Adds the chosen lanes; if two have the same name, the numbers of the tasks tell them apart. */
    private void add(Map<Long, String> names, Set<Long> chosen) {
        names.forEach((lane, name) -> {
            if (chosen.contains(lane)) {
                lanes.add(lane);
                heads.add(Collections.frequency(names.values(), name) > 1 ? name + " [" + lane + "]" : name);
            }
        });
    }

    /** Returns the titles of the columns. */
    List<String> heads() {
        return heads;
    }

    /** Returns the lanes that have a column of their own, in order. */
    List<Long> lanes() {
        return lanes;
    }

    /** Returns the column of an event. */
    int column(Event event) {
        int own = lanes.indexOf(event.lane());
        return own < 0 ? lanes.size() : own;
    }

    /** Returns what happens, with the name of the task if it shares the column. */
    String what(Event event, int longest) {
        String what = Text.line(event.what(), longest);
        return lanes.contains(event.lane()) ? what : Text.cut(name(event) + ": " + what, longest);
    }
}
