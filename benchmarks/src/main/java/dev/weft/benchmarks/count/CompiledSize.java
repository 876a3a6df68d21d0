package dev.weft.benchmarks.count;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How large the machine code is that C2 has made of a benchmark and of Weft, from the JVM's list of compiled code. Not from events
 * of the flight recorder: while it records Weft takes other paths. The size depends on profiles, so it varies from run to run,
 * least with {@code -Xbatch}: then code is compiled where it became hot, not some time later. Arguments: the benchmark, how many
 * invocations, a file for the size in bytes.
 */
public final class CompiledSize {
    /** Number, level, state, method, begin of all, begin of the instructions, end. */
    private static final Pattern BY_C2 =
            Pattern.compile("\\d+ +4 +\\d+ +dev\\.weft\\.\\S+ +\\[0x\\w+, 0x(\\w+) - 0x(\\w+)\\]");

    private CompiledSize() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException, JMException {
        var invocations = new Invocations(CompiledSize.class.getClassLoader(), arguments[0]);
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            invocations.invoke();
        }
        var list = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "compilerCodelist",
                        new Object[0],
                        new String[0]);
        long size = BY_C2.matcher(list)
                .results()
                .mapToLong(code -> Long.parseLong(code.group(2), 16) - Long.parseLong(code.group(1), 16))
                .sum();
        Files.writeString(Path.of(arguments[2]), String.valueOf(size));
        System.exit(0);
    }
}
