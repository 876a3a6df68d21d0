package dev.weft.test.internal.junit;

import dev.weft.NotWovenError;
import dev.weft.test.internal.explore.Finding;
import dev.weft.test.internal.explore.Outcome;
import dev.weft.test.internal.explore.Plan;
import dev.weft.test.internal.report.FailureReport;
import dev.weft.test.internal.report.Page;
import dev.weft.test.internal.report.Text;
import dev.weft.test.internal.world.RunFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Shows the outcome of a test to JUnit. */
final class Shown {
    private Shown() {}

    /** Returns what a test throws that has failed in its only run. */
    static Throwable once(Throwable failure) {
        if (failure instanceof AssertionFailedError
                || failure instanceof TestAbortedException
                || failure instanceof NotWovenError) {
            return failure;
        }
        return error(failure instanceof RunFailure ? String.valueOf(failure.getMessage()) : Text.of(failure), failure);
    }

    /** Throws the failure of an exploration, or reports what it has covered. */
    static void outcome(Outcome outcome, Plan plan, ExtensionContext context, Method test) {
        Finding finding = outcome.finding();
        if (finding == null) {
            context.publishReportEntry("weft", covered(outcome, plan));
            return;
        }
        Throwable thrown = finding.thrown();
        FailureReport report = report(finding, plan, context, test);
        String message = report.withPage(Page.write(report)).message();
        throw error(thrown instanceof RunFailure ? message + details(thrown, report.tree()) : message, thrown);
    }

    private static FailureReport report(Finding finding, Plan plan, ExtensionContext context, Method test) {
        Throwable thrown = finding.thrown();
        boolean own = thrown instanceof RunFailure || thrown instanceof AssertionFailedError;
        return new FailureReport(
                context.getRequiredTestClass().getName(),
                test.getName(),
                own ? String.valueOf(thrown.getMessage()) : Text.of(thrown),
                finding.needs(),
                finding.replay().toString(),
                finding.schedule(),
                plan.schedules(),
                finding.strategy(),
                finding.deviations(),
                finding.events(),
                finding.tree(),
                stackTrace(thrown),
                List.of(),
                "");
    }

    /** Returns what follows the first line of a message, without the tasks, which the report shows itself. */
    private static String details(Throwable thrown, String tree) {
        Set<String> shown = tree.lines().collect(Collectors.toSet());
        return String.valueOf(thrown.getMessage())
                .lines()
                .skip(1)
                .filter(line -> !shown.contains(line))
                .map(line -> "\n" + line)
                .collect(Collectors.joining());
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError broken) {
            return Text.of(thrown); // its message, or its cause's, cannot be had
        }
        return text.toString();
    }

    private static String covered(Outcome outcome, Plan plan) {
        List<String> parts = new ArrayList<>();
        String ran = outcome.schedules() + (outcome.schedules() == 1 ? " schedule" : " schedules");
        parts.add(
                outcome.outOfTime()
                        ? outcome.schedules() + " of " + plan.schedules() + " schedules: the time of " + plan.millis()
                                + " ms was up"
                        : outcome.exhausted() ? ran + ": all there are" : ran);
        parts.add(plan.strategies().stream().map(Enum::name).collect(Collectors.joining(", ")));
        if (!outcome.covered().isEmpty() && !outcome.exhausted()) {
            parts.add(outcome.covered());
        }
        return String.join("; ", parts);
    }

    private static AssertionFailedError error(String message, Throwable failure) {
        AssertionFailedError error =
                failure instanceof AssertionFailedError given && given.isExpectedDefined() && given.isActualDefined()
                        ? new AssertionFailedError(message, given.getExpected(), given.getActual(), failure)
                        : new AssertionFailedError(message, failure);
        error.setStackTrace(failure.getStackTrace());
        return error;
    }
}
