package dev.weft;

import java.io.IOException;
import java.io.Serial;
import java.lang.StackWalker.Option;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when {@link Weft#await(Coroutine) Weft.await} is really called, because the calling class was compiled but not
 * woven. It is an {@link Error} so that {@code catch (Exception e)} does not hide it.
 *
 * @since 0.1
 */
public class NotWovenError extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an error with a message.
     *
     * @param message names the class and the remedies
     */
    public NotWovenError(String message) {
        super(message);
    }

    /**
     * Returns an error that names the class that really called a method of {@code called}, which the weaver replaces.
     */
    static Error ofCallerOf(Class<?> called) {
        return ofCallerOf(called, "calls await but was not woven");
    }

    /** @param what the error of the caller, as words that follow its name */
    static Error ofCallerOf(Class<?> called, String what) {
        List<Class<?>> classes = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(c -> c != called && c != NotWovenError.class)
                        .collect(Collectors.toList()));
        Class<?> caller =
                classes.stream().filter(c -> !passesCallsOn(c)).findFirst().orElse(called);
        boolean dynamic = !classes.isEmpty() && isOfGroovy(classes.get(0));
        return new NotWovenError(caller.getName()
                + " " + what + " (loaded from "
                + origin(caller)
                + (dynamic
                        ? "Groovy calls by name, which no weaver sees: annotate the class with @CompileStatic. "
                        : "")
                + "Weave it in one of these ways: the goal 'weave', for tests 'weave-tests', of weft-maven-plugin in a Maven"
                + " build; -Xplugin:Weft for javac, or the command line of weft-compiler-plugin, over"
                + " compiled classes; -javaagent:weft-compiler-plugin-all.jar while classes load");
    }

    /** Whether the class calls a method for somebody else: dynamic calls and reflection. */
    private static boolean passesCallsOn(Class<?> c) {
        String name = c.getName();
        return isOfGroovy(c)
                || name.startsWith("java.lang.invoke.")
                || name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.");
    }

    private static boolean isOfGroovy(Class<?> c) {
        String name = c.getName();
        return name.startsWith("org.codehaus.groovy.")
                || name.startsWith("org.apache.groovy.")
                || name.startsWith("groovy.lang.");
    }

    /**
     * Where the class is from, closing the parenthesis. Classes in a folder are those of a build that goes on: what has
     * written them last is often not the build that weaves.
     */
    private static String origin(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return "an unknown place). ";
        }
        Path folder = folder(location);
        return folder == null
                ? location + "). "
                : folder + ": were they compiled by something that does not weave (IDE, live reload)? Then give its"
                        + " compiler -Xplugin:Weft). ";
    }

    private static @Nullable Path folder(URL location) {
        try {
            Path path = Path.of(location.toURI());
            return Files.isDirectory(path) ? path.toRealPath() : null;
        } catch (URISyntaxException | IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null; // not a file
        }
    }
}
