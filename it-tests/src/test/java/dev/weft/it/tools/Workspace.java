package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A directory with sources and with what is made of them. */
record Workspace(Path root) {
    static final String IMPORTS = "import static dev.weft.Weft.*; import dev.weft.*; import java.time.Duration; ";

    /** Greets, waits, greets: what is printed tells whether it was woven. */
    static final String GREETER = IMPORTS + """
            public class Greeter {
                interface Named {
                    @Async default Coroutine<String> name() {
                        await(sleep(Duration.ofMillis(1)));
                        return result("world");
                    }
                }
                private static class Inner implements Named {
                    @Async private Coroutine<String> greeting() {
                        await(sleep(Duration.ofMillis(1)));
                        return result("hello " + await(name()));
                    }
                }
                public static void main(String[] args) {
                    AsyncCallable<String> twice = () -> result(await(new Inner().greeting()) + "!");
                    System.out.println(run(twice));
                }
            }
            """;

    static final String GREETED = "hello world!";

    /** One finding of level error, on the second line of its method, at the await. */
    static final String LOCKED = IMPORTS + """
            public class Locked {
                @Async static Coroutine<Void> locked(Object lock) {
                    synchronized (lock) { await(yieldNow()); }
                    return done();
                }
                public static void main(String[] args) {
                    run(locked(new Object()));
                }
            }
            """;

    Path source(String name, String text) throws IOException {
        var file = root.resolve("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Where classes lie. */
    Path classes() throws IOException {
        return Files.createDirectories(root.resolve("classes"));
    }

    /** Compiles without weaving. */
    Path compiled(String name, String text, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "-g",
                "-proc:none",
                "-cp",
                Artifacts.runtime().toString(),
                "-d",
                classes().toString()));
        arguments.addAll(List.of(options));
        arguments.add(source(name, text).toString());
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, exit, "javac");
        return classes();
    }

    String classpath() throws Exception {
        return Jdk.path(classes(), Artifacts.runtime());
    }

    List<String> classFiles() throws IOException {
        try (var files = Files.walk(classes())) {
            return files.map(file -> root.resolve("classes").relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }
}
