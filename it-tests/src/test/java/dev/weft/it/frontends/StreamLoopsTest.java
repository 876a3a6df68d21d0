package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.it.harness.Weaving;
import dev.weft.ports.VirtualTime;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Every way out of a loop over a stream closes it first, in the code of both compilers, for the oldest and the newest
 * release, with variables that have names or not. Each program of {@link StreamLoops} says in its comment what happens.
 */
@Tag("jdk")
@Timeout(60)
class StreamLoopsTest {
    private static final Pattern EXPECTED = Pattern.compile("/\\*\\* (.*) \\*/\\s+@Async public \\S+ (\\w+)\\(");

    @TestFactory
    Stream<DynamicNode> programs() {
        return Stream.of(
                        List.of("JAVAC", "8", "-g"),
                        List.of("JAVAC", "17", "-g"),
                        List.of("JAVAC", "17", "-g:none"),
                        List.of("JAVAC", String.valueOf(Runtime.version().feature()), "-g:source,lines"),
                        List.of("ECJ", "8", "-g"),
                        List.of("ECJ", "17", "-g"),
                        List.of("ECJ", "17", "-g:none"))
                .map(setting -> dynamicContainer(String.join(" ", setting), programs(setting)));
    }

    private static Stream<DynamicNode> programs(List<String> setting) {
        var unwoven = FrontEnd.valueOf(setting.get(0))
                .compile(List.of(StreamLoops.SOURCE), Weaving.classPath(), "--release", setting.get(1), setting.get(2));
        Class<?> type;
        try {
            type = Weaving.weave(unwoven).loader(setting.toString()).loadClass(StreamLoops.SOURCE.className());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        var tests = new ArrayList<DynamicNode>();
        var expected = EXPECTED.matcher(StreamLoops.SOURCE.text());
        while (expected.find()) {
            var what = expected.group(1);
            var method = method(type, expected.group(2));
            tests.add(dynamicTest(expected.group(2), () -> assertEquals(last(what), last(run(method)))));
        }
        assertTrue(tests.size() > 20, () -> "only " + tests.size() + " programs");
        return tests.stream().sorted(Comparator.comparing(DynamicNode::getDisplayName));
    }

    /** A comment may say in words what is meant, before a colon. */
    private static String last(String text) {
        return text.substring(text.lastIndexOf(": ") + 1).strip();
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(one -> one.getName().equals(name) && !one.isSynthetic())
                .findFirst()
                .orElseThrow();
    }

    private static String run(Method method) throws Exception {
        var program = method.getDeclaringClass().getConstructor().newInstance();
        var time = new VirtualTime();
        var uncaught = new ArrayList<Throwable>();
        String saw;
        try (var loop = EventLoop.create(time, time)) {
            loop.onUncaught((subject, failure) -> uncaught.add(failure));
            saw = (String) loop.runUntilComplete((Coroutine<?>) method.invoke(program));
        }
        assertEquals(List.of(), uncaught, "what nobody has caught");
        return saw;
    }
}
