package dev.weft;

import java.io.IOException;
import java.io.Serial;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
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

    /**
     * @param what the error of the caller, as words that follow its name
     * @param hints what else to say of it, line by line
     */
    static Error ofCallerOf(Class<?> called, String what, String... hints) {
        List<StackFrame> frames = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(all -> all.filter(frame ->
                                frame.getDeclaringClass() != called && frame.getDeclaringClass() != NotWovenError.class)
                        .collect(Collectors.toList()));
        StackFrame caller = frames.stream()
                .filter(frame -> !passesCallsOn(frame.getDeclaringClass()))
                .findFirst()
                .orElse(null);
        Class<?> owner = caller == null ? called : caller.getDeclaringClass();
        List<String> lines = new ArrayList<>();
        lines.add(owner.getName() + " " + what);
        if (caller != null) {
            String file =
                    caller.getFileName() == null ? "" : "(" + caller.getFileName() + ":" + caller.getLineNumber() + ")";
            lines.add("  in " + caller.getMethodName() + file);
        }
        for (String hint : hints) {
            lines.add("  " + hint);
        }
        lines.addAll(origin(owner));
        if (!frames.isEmpty() && isOfGroovy(frames.get(0).getDeclaringClass())) {
            lines.add("  Groovy calls by name, which no weaver sees: annotate the class with @CompileStatic");
        }
        lines.add("  Weave it in one of these ways:");
        lines.add("  - Maven: the goal 'weave', for tests 'weave-tests', of weft-maven-plugin");
        lines.add("  - javac, also that of an IDE: -Xplugin:Weft");
        lines.add("  - compiled classes: the command line of weft-compiler-plugin");
        lines.add("  - classes as they load: -javaagent:weft-compiler-plugin-all.jar");
        return new NotWovenError(String.join("\n", lines));
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
     * Where the class is from. Classes in a folder are those of a build that goes on: what has written them last is often
     * not the build that weaves.
     */
    private static List<String> origin(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return List.of("  loaded from an unknown place");
        }
        Path folder = folder(location);
        return folder == null
                ? List.of("  loaded from " + location)
                : List.of(
                        "  loaded from " + folder
                                + ": were they compiled by something that does not weave (IDE, live reload)?",
                        "  Then give its compiler -Xplugin:Weft");
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
