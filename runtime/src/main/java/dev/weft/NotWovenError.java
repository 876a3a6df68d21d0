package dev.weft;

import java.io.Serial;
import java.lang.StackWalker.Option;
import java.security.CodeSource;

/**
 * Thrown when {@link Weft#await(Coroutine) Weft.await} is really called, because the calling class was compiled but not
 * woven. It is an {@link Error} so that {@code catch (Exception e)} does not hide it.
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
    static NotWovenError ofCallerOf(Class<?> called) {
        return ofCallerOf(called, "calls await but was not woven");
    }

    /** @param what the error of the caller, as words that follow its name */
    static NotWovenError ofCallerOf(Class<?> called, String what) {
        Class<?> caller = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(c -> c != called && c != NotWovenError.class)
                        .findFirst())
                .orElse(called);
        return new NotWovenError(caller.getName()
                + " " + what + " (loaded from "
                + origin(caller)
                + "). Weave it in one of these ways: the goal 'weave', for tests 'weave-tests', of weft-maven-plugin in a Maven"
                + " build; -Xplugin:Weft for javac, or the command line of weft-compiler-plugin, over"
                + " compiled classes; -javaagent:weft-compiler-plugin-all.jar while classes load");
    }

    private static String origin(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "an unknown place"
                : source.getLocation().toString();
    }
}
