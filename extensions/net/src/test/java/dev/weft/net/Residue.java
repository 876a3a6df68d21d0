package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
import dev.weft.EventLoop;
import dev.weft.Weft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Runs tests on a loop, and checks that they leave nothing: no task, report, child, thread of a pipe, or descriptor. */
final class Residue {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Residue() {}

    /** Runs this, whatever it leaves behind is a failure. */
    static <T> void check(AsyncCallable<T> work) {
        check(EventLoop.create(), work);
    }

    static <T> void check(EventLoop loop, AsyncCallable<T> work) {
        assertEquals(List.of(), reports(loop, work));
    }

    /** Runs this. Returns what was reported; nothing else may be left. */
    static <T> List<String> reports(EventLoop loop, AsyncCallable<T> work) {
        joinPumps(); // of others
        List<String> reported = new CopyOnWriteArrayList<>();
        loop.onUncaught((subject, failure) -> reported.add(subject + ": " + failure.getMessage()));
        List<String> before = descriptors();
        Weft.run(loop, work);
        assertTrue(loop.tasks().isEmpty(), () -> "tasks: " + loop.tasks());
        joinPumps();
        assertEquals(List.of(), runningChildren());
        assertEquals(List.of(), descriptorsSince(before), "descriptors");
        return reported;
    }

    /** Workers close a moment later what nobody waits for: they have five seconds for it. */
    private static List<String> descriptorsSince(List<String> before) {
        long begin = System.nanoTime();
        List<String> more;
        do {
            more = descriptors();
            more.removeAll(before);
        } while (!more.isEmpty() && System.nanoTime() - begin < 5_000_000_000L);
        return more;
    }

    /** Threads end a moment later than their pipes. */
    static void joinPumps() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isPump(thread)) {
                try {
                    thread.join();
                } catch (InterruptedException timeout) {
                    throw new AssertionError(thread + " has not ended", timeout);
                }
            }
        }
    }

    private static boolean isPump(Thread thread) {
        return thread.getName().startsWith("weft-pump") || thread.getName().startsWith("weft-feed");
    }

    private static List<String> runningChildren() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(child -> child.pid() + " " + child.info())
                .toList();
    }

    /** Pipes and ordinary files; not what the JDK keeps open: jars, a socket that it closes others with. */
    private static List<String> descriptors() {
        List<String> all = new ArrayList<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return all;
        }
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            for (Path link : (Iterable<Path>) links::iterator) {
                String to = target(link);
                if (!to.endsWith(".jar")
                        && !to.contains("/proc/")
                        && !to.startsWith("/dev/")
                        && !to.startsWith("socket:")) {
                    all.add(link.getFileName() + " " + to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "/proc/closed";
        }
    }
}
