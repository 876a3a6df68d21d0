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
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The methods of a class that each say in a comment what they return, as tests, compiled in several ways and woven. */
final class CommentedPrograms {
    private static final Pattern EXPECTED =
            Pattern.compile("/\\*\\* (.*) \\*/\\s+@Async public (?:static )?\\S+ (\\w+)\\(");

    private CommentedPrograms() {}

    /**
     * Returns the tests.
     *
     * @param settings each a compiler, a release, and what it writes for debuggers
     */
    @SafeVarargs
    static Stream<DynamicNode> tests(SourceText source, List<String>... settings) {
        return Stream.of(settings)
                .map(setting -> dynamicContainer(String.join(" ", setting), programs(source, setting)));
    }

    private static Stream<DynamicNode> programs(SourceText source, List<String> setting) {
        var unwoven = FrontEnd.valueOf(setting.get(0))
                .compile(List.of(source), Weaving.classPath(), "--release", setting.get(1), setting.get(2));
        Class<?> type;
        try {
            type = Weaving.weave(unwoven).loader(setting.toString()).loadClass(source.className());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        var tests = new ArrayList<DynamicNode>();
        var expected = EXPECTED.matcher(source.text());
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
        var program = Modifier.isStatic(method.getModifiers())
                ? null
                : method.getDeclaringClass().getConstructor().newInstance();
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
