package dev.weft.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Weft;
import dev.weft.internal.task.EventLoopImpl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder gets, and that it gets nothing unasked. */
@Tag("jdk")
class FlightTest extends LoopFixture {
    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(Recording recording, String event) throws IOException {
        Path file = folder.resolve(event + ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getName().equals("dev.weft." + event))
                .toList();
    }

    private static List<String> field(List<RecordedEvent> events, String name) {
        return events.stream().map(e -> e.getString(name)).toList();
    }

    @Test
    void startsEndsAndSuspensionsOfTasksAreRecorded() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("dev.weft.TaskSuspend");
            recording.start();
            loop.start(script("good").await(Weft.yieldNow()), "good");
            loop.start(
                    script("bad").await(Weft.yieldNow()).then(v -> {
                        throw new IOException("bad");
                    }),
                    "bad");
            runReady();
            recording.stop();
            assertEquals("bad", uncaught.takeOne().getMessage());
            List<RecordedEvent> started = recorded(recording, "TaskStart");
            List<RecordedEvent> ended = recorded(recording, "TaskEnd");
            assertEquals(List.of("bad"), field(started, "name").subList(1, 2));
            assertEquals(List.of("good", "bad"), field(ended, "name"));
            assertEquals(
                    List.of(((EventLoopImpl) loop).id() + ".1", ((EventLoopImpl) loop).id() + ".2"),
                    field(ended, "task"));
            assertEquals(List.of("SUCCEEDED", "FAILED"), field(ended, "status"));
            assertEquals("java.io.IOException", field(ended, "failure").get(1));
            assertEquals(List.of("Script.good(Script.java:1)", "Script.bad(Script.java:1)"), suspensions(recording));
        }
    }

    private List<String> suspensions(Recording recording) throws IOException {
        return field(recorded(recording, "TaskSuspend"), "at");
    }

    @Test
    void eventsThatWereTakenAwayComeBackWhenALoopRuns() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("dev.weft.TaskSuspend");
            recording.start();
            run(script("first").await(Weft.yieldNow()));
            EventLoop.unload();
            run(script("second").await(Weft.yieldNow()));
            recording.stop();
            assertEquals(
                    List.of("Script.first(Script.java:1)", "Script.second(Script.java:1)"), suspensions(recording));
        }
    }

    @Test
    void suspensionsAreNotRecordedUnasked() throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            run(script("good").await(Weft.yieldNow()));
            recording.stop();
            assertEquals(List.of(), suspensions(recording));
        }
    }

    @Test
    void callbacksOverTheThresholdAreRecorded() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("dev.weft.LongCallback").withThreshold(java.time.Duration.ofMillis(2));
            recording.start();
            loop.start(
                    script("short").await(Weft.yieldNow()).then(v -> {
                        long until = System.nanoTime() + 5_000_000;
                        while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                        }
                        return null;
                    }),
                    "long");
            runReady();
            recording.stop();
            List<RecordedEvent> events = recorded(recording, "LongCallback");
            assertTrue(field(events, "callback").contains("task long (SUCCEEDED)"), events.toString());
            RecordedEvent longest = events.get(events.size() - 1);
            assertTrue(longest.getDuration().toMillis() >= 4, longest.toString());
            assertEquals(((EventLoopImpl) loop).id(), longest.getInt("loop"));
        }
        runReady();
        assertFalse(((EventLoopImpl) loop).hasStepTimer(), "no recording wants to know any more");
    }

    @Test
    void theLagOfLoopsIsRecorded() throws IOException {
        try (EventLoop real = uncaught.watch(EventLoop.create());
                Recording recording = new Recording()) {
            recording.start();
            real.runUntilComplete(script("busy")
                    .then(v -> {
                        JfrSupport.measureLag();
                        JfrSupport.measureLag();
                        return null;
                    })
                    .await(Weft.yieldNow())
                    .await(Weft.yieldNow()));
            recording.stop();
            List<RecordedEvent> events = recorded(recording, "LoopLag").stream()
                    .filter(e -> e.getInt("loop") == ((EventLoopImpl) real).id())
                    .toList();
            assertEquals(1, events.size(), "a question at a time");
            assertTrue(events.get(0).getLong("lag") > 0, events::toString);
        }
    }
}
