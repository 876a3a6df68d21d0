package dev.weft.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Uses of the annotations that are refused, with a remedy. */
class RefusedTest {
    @Test
    void parameterisedTests() {
        Ran.of(ParameterizedOnce.class)
                .says(
                        "has both @ParameterizedTest and @WeftTest",
                        "write @ParameterizedClass, or call Simulation.run in the @ParameterizedTest");
        Ran.of(ParameterizedExplored.class)
                .says(
                        "has both @ParameterizedTest and @Explore",
                        "write @ParameterizedClass, or call Simulation.explore in the @ParameterizedTest");
    }

    static class ParameterizedOnce {
        @WeftTest
        @ParameterizedTest
        @ValueSource(ints = 1)
        void test(int number) {
            assertEquals(1, number);
        }
    }

    static class ParameterizedExplored {
        @Explore
        @ParameterizedTest
        @ValueSource(ints = 1)
        void test(int number) {
            assertEquals(1, number);
        }
    }

    @Test
    void bothAtOnce() {
        Ran.of(Both.class).says("has both @WeftTest and @Explore: @Explore alone runs it first in, first out, too");
    }

    static class Both {
        @WeftTest
        @Explore
        void test() {}
    }

    @Test
    void aSimOutsideOfARun() {
        Ran.of(Outside.class).says("a Sim is for the methods of a run: the test, @BeforeEach, @AfterEach");
    }

    static class Outside {
        Outside(Sim sim) {
            sim.elapsed();
        }

        @WeftTest
        void test() {}
    }

    @Test
    void privateAndStaticMethodsAreNotPassedOverInSilence() {
        List<String> issues =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(NotRun.class))
                        .discover()
                        .getDiscoveryIssues()
                        .stream()
                        .map(DiscoveryIssue::message)
                        .toList();
        for (String method : List.of("privateOnce()", "privateExplored()", "staticOnce()", "staticExplored()")) {
            assertTrue(
                    issues.stream()
                            .anyMatch(issue -> issue.contains(method) && issue.contains("It will not be executed")),
                    () -> method + " in " + issues);
        }
    }

    static class NotRun {
        @WeftTest
        @SuppressWarnings("UnusedMethod")
        private void privateOnce() {}

        @Explore
        @SuppressWarnings("UnusedMethod")
        private void privateExplored() {}

        @WeftTest
        static void staticOnce() {}

        @Explore
        static void staticExplored() {}
    }
}
