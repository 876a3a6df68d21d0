package dev.weft.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is measured with more and more of something. */
enum Growth {
    DEPTH("GrowthDepth", "depth", "calls inside one another, of which the innermost suspends once", "call", true),
    TASKS("GrowthTasks", "tasks", "tasks that each yield once", "task", true),
    LOCALS("GrowthLocals", "locals", "locals that are live across a suspension", "suspension", false),
    AWAITS("GrowthAwaits", "awaits", "awaits in one method", "await", false);

    private static final Map<String, String> SERIES = Map.of(
            "changing true", ", locals change",
            "changing false", ", locals stay",
            "suspending true", ", suspends",
            "suspending false", ", ready");

    private final String workload;
    private final String parameter;
    private final String what;
    private final String part;
    private final boolean operationIsAll;

    Growth(String workload, String parameter, String what, String part, boolean operationIsAll) {
        this.workload = workload;
        this.parameter = parameter;
        this.what = what;
        this.part = part;
        this.operationIsAll = operationIsAll;
    }

    /** The number of what grows, with the word for it. */
    String what() {
        return what;
    }

    /** What the times are for. */
    String part() {
        return part;
    }

    /** Its picture. */
    String file() {
        return "growth-" + parameter + ".svg";
    }

    /** How many there are in this result. */
    int count(Result result) {
        return Integer.parseInt(result.parameters().getOrDefault(parameter, "0"));
    }

    /** Its results, also those of a peer who has a class of its own, each for one call, task, suspension, await; as the numbers grow. */
    List<Result> results(Run run) {
        return run.of(workload).stream()
                .map(result -> result.in(workload))
                .map(result -> operationIsAll ? result.dividedBy(count(result)) : result)
                .sorted(Comparator.comparing(this::series).thenComparing(this::count))
                .toList();
    }

    /** What tells a line from the others of its peer. */
    String series(Result result) {
        return result.parameters().entrySet().stream()
                .filter(one -> !one.getKey().equals(parameter))
                .map(one -> SERIES.getOrDefault(one.getKey() + " " + one.getValue(), ", " + one.getValue()))
                .reduce("", String::concat);
    }

    /** Its table, if there are results. */
    Optional<String> table(Run run) {
        var results = results(run);
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "By " + what + "; ns / B for one " + part + ".\n\n" + new Table(results).markdown() + "\n");
    }
}
