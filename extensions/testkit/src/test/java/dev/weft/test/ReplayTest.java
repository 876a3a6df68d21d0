package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import dev.weft.test.internal.choice.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules as text. */
class ReplayTest {
    private static final String PROPERTY = "weft.replay";
    private static final List<String> RAN = new ArrayList<>();

    @AfterEach
    void end() {
        System.clearProperty(PROPERTY);
        RAN.clear();
    }

    /** Fails if b goes first. */
    @Async
    static Coroutine<Void> isOrdered(Sim sim) {
        List<String> log = new ArrayList<>();
        await(gather(Coroutines.logs(log, "a", 2), Coroutines.logs(log, "b", 2)));
        assertEquals("a", log.get(0));
        return done();
    }

    /** As {@link #isOrdered}, and uses random numbers. */
    @Async
    static Coroutine<Void> isOrderedWithRandom(Sim sim) {
        sim.random().nextInt();
        await(isOrdered(sim));
        return done();
    }

    private static Failure failure(Options options) {
        Report report = Simulation.explore(options, ReplayTest::isOrdered);
        return report.failure().orElseThrow(() -> new AssertionError("found nothing: " + report));
    }

    @Test
    void whatIsPrintedFailsAgainEachTime() {
        Failure found = failure(Options.defaults());
        for (int i = 0; i < 20; i++) {
            Failure again = failure(Options.defaults().withReplay(found.replay()));
            assertEquals(found.replay(), again.replay());
            assertEquals(found.timeline(), again.timeline());
            assertEquals(found.thrown().getMessage(), again.thrown().getMessage());
        }
    }

    @Test
    void theGrammar() {
        for (String text : List.of(
                "w1.",
                "w1.f:1",
                "w1.1:1,a:2,zz:z",
                "w1.i.",
                "w1.i.f:1",
                "w1.a.f:1",
                "w1.s5.",
                "w1.i.s7ps3.f:1",
                "w1.s3w5e11264sgsf.f:1")) {
            assertEquals(text, Replay.parse(text).toString());
        }
        assertEquals(-1L, Replay.parse("w1.s3w5e11264sgsf.").seed());
        assertEquals(dev.weft.test.Order.TIMING, Replay.parse("w1.i.").order());
        assertEquals(dev.weft.test.Order.TASKS, Replay.parse("w1.").order());
        assertEquals(dev.weft.test.Order.ANY, Replay.parse("w1.a.").order());
    }

    @Test
    void whatIsNoSchedule() {
        refuses("w0.f:1", "it was written by another version of the test kit");
        refuses("w2.f:1", "it was written by another version of the test kit");
        refuses("f:1", "a schedule begins with \"w1.\"");
        refuses("", "a schedule begins with \"w1.\"");
        refuses("w1.f", "it has not the form w1[.i|.a][.sSEED].[point:choice,…]");
        refuses("w1.F:1", "it has not the form");
        refuses("w1.f:1,", "it has not the form");
        refuses("w1.f:0", "its points must ascend, and no choice is 0");
        refuses("w1.f:1,e:1", "its points must ascend");
        refuses("w1.f:1,f:2", "its points must ascend");
        refuses("w1.zzzzzzz:1", "a number is too large");
        refuses("w1.szzzzzzzzzzzzzz.f:1", "a number is too large");
    }

    private static void refuses(String text, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> Replay.parse(text), text)
                .getMessage();
        assertTrue(message.startsWith("\"" + text + "\" is no schedule: " + why), message);
    }

    @Test
    void theSeedIsInItIfTheRunHasUsedIt() {
        Report report = Simulation.explore(Options.defaults().withSeed(35), ReplayTest::isOrderedWithRandom);
        String replay = report.failure().orElseThrow().replay();
        assertTrue(replay.startsWith("w1.sz."), replay);
        assertTrue(!failure(Options.defaults().withSeed(35)).replay().contains("s"), "not used");
    }

    @Test
    void theReplaysSeedIsTheRuns() {
        List<Long> drawn = new ArrayList<>();
        Simulation.explore(Options.defaults().withReplay("w1.s5."), sim -> draws(sim, drawn));
        assertEquals(List.of(new java.util.SplittableRandom(5).nextLong()), drawn);
    }

    @Async
    private static Coroutine<Void> draws(Sim sim, List<Long> drawn) {
        drawn.add(sim.random().nextLong());
        return done();
    }

    @Test
    void theReplaysOrderIsTheRuns() {
        Failure any = failure(Options.defaults().withOrder(dev.weft.test.Order.ANY));
        assertTrue(any.replay().startsWith("w1.a."), any::replay);
        assertEquals(
                any.replay(),
                failure(Options.defaults().withReplay(any.replay())).replay());
        Report timing = Simulation.explore(
                Options.defaults().withOrder(dev.weft.test.Order.TIMING).withReplay(any.replay()),
                ReplayTest::isOrdered);
        assertEquals(any.replay(), timing.failure().orElseThrow().replay());
    }

    @Test
    void aScheduleOfAnotherTestDoesNotFit() {
        for (String other : List.of("w1.zz:1", "w1.0:1,zz:1", "w1.1:z")) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> Simulation.explore(Options.defaults().withReplay(other), ReplayTest::passes),
                    other);
            assertTrue(
                    refused.getMessage()
                            .matches("the schedule \"" + other
                                    + "\" does not fit this test: 1 of its \\d deviations are at"
                                    + " points, or choose options, that the run does not have\\. .*"),
                    refused::getMessage);
        }
    }

    @Test
    void aScheduleThatDoesNotFitIsRefusedThoughTheRunFails() {
        String found = failure(Options.defaults()).replay();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> failure(Options.defaults().withReplay(found + ",zz:1")));
        assertTrue(refused.getMessage().contains("1 of its 2 deviations"), refused::getMessage);
        assertTrue(refused.getMessage().contains("The run fails all the same: "), refused::getMessage);
        assertEquals("expected: <a> but was: <b>", refused.getCause().getMessage());
    }

    @Async
    private static Coroutine<Void> passes(Sim sim) {
        await(gather(Coroutines.yields(2), Coroutines.yields(2)));
        return done();
    }

    @Test
    void oneThatDoesNotFailPassesAndSaysSo() {
        assertEquals(
                List.of("1 schedule; PORTFOLIO; the schedule w1. does not fail"),
                Ran.of(WithReplay.class).passes(1).reports());
        assertEquals(1, RAN.size());
    }

    static class WithReplay {
        @Explore(replay = "w1.")
        void test(Sim sim) {
            RAN.add("test");
            await(isOrdered(sim));
        }
    }

    @Test
    void anOldOneInTheAnnotationIsRefused() {
        Ran.of(OldReplay.class).says("\"w0.f:1\" is no schedule: it was written by another version of the test kit");
    }

    static class OldReplay {
        @Explore(replay = "w0.f:1")
        void test() {}
    }

    @Test
    void thePropertyNamesAMethod() {
        String replay = failureOf(Two.class, "fails");
        for (String name : List.of(Two.class.getName(), Two.class.getSimpleName())) {
            RAN.clear();
            System.setProperty(PROPERTY, name + "#fails:" + replay);
            Ran.of(Two.class).says("expected: <a> but was: <b>", "1 deviation", "replay = \"" + replay + "\"");
            assertTrue(RAN.stream().filter("fails"::equals).count() < 5, () -> "one schedule: " + RAN);
            assertTrue(RAN.stream().filter("passes"::equals).count() > 5, () -> "many schedules: " + RAN);
        }
        System.setProperty(PROPERTY, "Other#fails:" + replay);
        assertNotEquals(0, Ran.of(Two.class).failures().size());
        System.setProperty(PROPERTY, "Two#fails");
        Ran.method(Two.class, "fails").says("-Dweft.replay=Two#fails lacks the schedule: write Class#method:w1.…");
    }

    @Test
    void theShortFormIsForOneMethod() {
        String replay = failureOf(Two.class, "fails");
        System.setProperty(PROPERTY, replay);
        for (int i = 0; i < 2; i++) {
            RAN.clear();
            Ran.method(Two.class, "fails").says("expected: <a> but was: <b>", "replay = \"" + replay + "\"");
            assertTrue(RAN.size() < 5, () -> "one schedule: " + RAN);
        }
        List<String> messages = Ran.of(Two.class).failures().stream()
                .map(Throwable::getMessage)
                .filter(message -> message.startsWith("-Dweft.replay=" + replay
                        + " does not say which method is meant, and several run: write -Dweft.replay=Two#"))
                .toList();
        assertEquals(1, messages.size(), () -> "refused: " + messages);
    }

    private static String failureOf(Class<?> testClass, String method) {
        String message = Ran.method(testClass, method).message();
        Matcher replay = Pattern.compile("or  -Dweft\\.replay=(\\S+)").matcher(message);
        assertTrue(replay.find(), message);
        return replay.group(1);
    }

    static class Two {
        @Explore(schedules = 100)
        void fails(Sim sim) {
            RAN.add("fails");
            await(isOrdered(sim));
        }

        @Explore(schedules = 100)
        void passes() {
            RAN.add("passes");
            await(gather(Coroutines.yields(2), Coroutines.yields(2)));
        }
    }
}
