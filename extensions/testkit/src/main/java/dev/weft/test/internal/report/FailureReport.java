package dev.weft.test.internal.report;

import java.util.List;

/**
 * All that a failure shows.
 *
 * @param testClass the name of the test's class
 * @param method the name of the test method
 * @param headline the message of the failure; its first line is shown
 * @param needs what a run needs to fail like this, for example {@code timing}; empty if it is not known
 * @param replay the schedule, as a replay wants it; empty if there is none
 * @param schedule the number of the schedule that failed, from 1 on
 * @param schedules the largest number of schedules
 * @param strategy the strategy that found it; may be empty
 * @param deviations the number of deviations from first in, first out
 * @param events the steps
 * @param tree the tasks at the failure, see {@link AwaitTree}; may be empty
 * @param stackTrace the stack trace of the failure; may be empty
 * @param hints what may help, a sentence each
 * @param page the path of the page, or a sentence that says why there is none; empty if none was asked for
 */
public record FailureReport(
        String testClass,
        String method,
        String headline,
        String needs,
        String replay,
        int schedule,
        int schedules,
        String strategy,
        int deviations,
        List<Event> events,
        String tree,
        String stackTrace,
        List<String> hints,
        String page) {
    private static final int LONGEST_HEADLINE = 1_000;

    /** Makes the lists unmodifiable. */
    public FailureReport {
        events = List.copyOf(events);
        hints = List.copyOf(hints);
    }

    /** Returns this report with the path of its page. */
    public FailureReport withPage(String written) {
        return new FailureReport(
                testClass,
                method,
                headline,
                needs,
                replay,
                schedule,
                schedules,
                strategy,
                deviations,
                events,
                tree,
                stackTrace,
                hints,
                written);
    }

    /** Returns the text of the failure that the test ends with. */
    public String message() {
        StringBuilder text = new StringBuilder(title()).append('\n').append(summary());
        if (!replay.isEmpty()) {
            text.append("\n  replay: ")
                    .append(annotation())
                    .append("      or  ")
                    .append(property(""));
        }
        append(text, "", Lanes.text(events, headline));
        append(text, "tasks at the failure:\n", tree);
        hints.forEach(hint -> append(text, "hint: ", hint));
        append(text, "page: ", page);
        return text.toString();
    }

    private static void append(StringBuilder text, String title, String part) {
        if (!part.isEmpty()) {
            text.append('\n').append(title).append(part);
        }
    }

    /** Returns the first line of the message. */
    String title() {
        return Text.firstLine(headline, LONGEST_HEADLINE);
    }

    /** Returns which schedule fails, how much it deviates, and what it needs to fail. */
    String summary() {
        String fails = schedule == 1 && deviations == 0
                ? "fails first in, first out: nothing to explore"
                : "schedule " + schedule + " of " + schedules + " fails; " + Text.count(deviations, "deviation")
                        + " from first in, first out";
        return needs.isEmpty() ? fails : fails + "; needs: " + needs;
    }

    /** Returns the annotation that replays the schedule. */
    String annotation() {
        return "@Explore(replay = \"" + replay + "\")";
    }

    /** Returns the option that replays the schedule; {@code test} is empty, or names the test and ends with a colon. */
    String property(String test) {
        return "-Dweft.replay=" + test + replay;
    }
}
