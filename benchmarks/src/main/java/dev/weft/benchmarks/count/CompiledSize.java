package dev.weft.benchmarks.count;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * How large the machine code is that C2 makes of a benchmark and of Weft, from the flight recorder's events of compilations. It
 * depends on profiles, so it varies a little from run to run. Arguments: the benchmark, seconds, a file for the size in bytes.
 */
public final class CompiledSize {
    private static final String COMPILATION = "jdk.Compilation";
    private static final int C2 = 4;

    private CompiledSize() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var invocations = new Invocations(CompiledSize.class.getClassLoader(), arguments[0]);
        var events = Files.createTempFile("compilations", ".jfr");
        try (var recording = new Recording()) {
            recording.enable(COMPILATION).withThreshold(Duration.ZERO);
            recording.start();
            long end = System.nanoTime()
                    + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
            while (System.nanoTime() < end) {
                invocations.invoke();
            }
            recording.dump(events);
        }
        Files.writeString(Path.of(arguments[2]), String.valueOf(size(events)));
        Files.delete(events);
        System.exit(0);
    }

    /** A method that is compiled again replaces what it was; loops that were compiled on the stack are left out. */
    private static long size(Path events) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (var event : RecordingFile.readAllEvents(events)) {
            if (event.getEventType().getName().equals(COMPILATION) && isCounted(event)) {
                RecordedMethod method = event.getValue("method");
                sizes.put(
                        method.getType().getName() + "." + method.getName() + method.getDescriptor(),
                        event.getLong("codeSize"));
            }
        }
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean isCounted(RecordedEvent event) {
        RecordedMethod method = event.getValue("method");
        return method != null
                && method.getType().getName().startsWith("dev.weft.")
                && event.getShort("compileLevel") == C2
                && !event.getBoolean("isOsr")
                && event.getBoolean("succeded");
    }
}
