package dev.weft.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * What became of a test class that JUnit has run as a user's build does. Such classes are static and nested in a test,
 * so that no build runs them by itself: they may fail on purpose.
 */
final class Ran {
    private final EngineExecutionResults results;

    private Ran(DiscoverySelector what, Map<String, String> configuration) {
        this.results = EngineTestKit.engine("junit-jupiter")
                .selectors(what)
                .configurationParameters(configuration)
                .execute();
    }

    static Ran of(Class<?> testClass) {
        return new Ran(selectClass(testClass), Map.of());
    }

    static Ran of(Class<?> testClass, Map<String, String> configuration) {
        return new Ran(selectClass(testClass), configuration);
    }

    static Ran method(Class<?> testClass, String method) {
        Method found = Stream.of(testClass.getDeclaredMethods())
                .filter(other -> other.getName().equals(method) && !other.isSynthetic())
                .findFirst()
                .orElseThrow();
        return new Ran(selectMethod(testClass, found), Map.of());
    }

    /** Returns all failures, of tests and of containers, in the order of time. */
    List<Throwable> failures() {
        return results.allEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    /** Returns the failure of the only test that failed. */
    Throwable failure() {
        List<Throwable> failures = failures();
        assertEquals(1, failures.size(), () -> "failures: " + failures);
        return failures.get(0);
    }

    /** Returns the message of the only failure. */
    String message() {
        return String.valueOf(failure().getMessage());
    }

    /** The only failure says these texts, in this order. */
    Ran says(String... texts) {
        String message = message();
        int from = 0;
        for (String text : texts) {
            int at = message.indexOf(text, from);
            assertTrue(at >= 0, () -> "lacks \"" + text + "\" (in this order): " + message);
            from = at + text.length();
        }
        return this;
    }

    /** So many tests have passed, and none has failed. */
    Ran passes(int tests) {
        assertEquals(List.of(), failures());
        assertEquals(tests, results.testEvents().succeeded().count(), "tests that passed");
        return this;
    }

    /** So many tests were aborted, and none has failed. */
    Ran aborts(int tests) {
        assertEquals(List.of(), failures());
        assertEquals(tests, results.testEvents().aborted().count(), "tests that were aborted");
        return this;
    }

    /** Returns what the kit has reported of tests. */
    List<String> reports() {
        return results.testEvents().reportingEntryPublished().stream()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(org.junit.platform.engine.reporting.ReportEntry.class::cast)
                .map(entry -> entry.getKeyValuePairs().get("weft"))
                .toList();
    }
}
