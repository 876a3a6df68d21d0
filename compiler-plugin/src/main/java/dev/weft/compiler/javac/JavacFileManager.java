package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.tools.JavaFileManager;

/**
 * Finds the file manager of a running compiler, which a plug-in needs and the public API of javac does not offer.
 * {@code docs/internals/decisions/0018-file-manager-of-javac.md} says what else was tried.
 */
final class JavacFileManager {

    static final String TASK = "com.sun.tools.javac.api.BasicJavacTask";
    static final String CONTEXT = "com.sun.tools.javac.util.Context";
    static final String GET_CONTEXT = "getContext";
    static final String GET = "get";

    private JavacFileManager() {}

    /**
     * @throws IllegalStateException if this compiler does not let itself be asked
     */
    static JavaFileManager of(JavacTask task) {
        try {
            return (JavaFileManager) context(task);
        } catch (IllegalAccessException notExported) {
            return JavacInternals.fileManagerOf(task);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("this javac does not tell where it writes: " + e, e);
        }
    }

    /** The direct way. It works if the two packages are exported, as other plug-ins ask of their users. */
    private static Object context(JavacTask task) throws Throwable {
        var loader = task.getClass().getClassLoader();
        var taskType = Class.forName(TASK, false, loader);
        var contextType = Class.forName(CONTEXT, false, loader);
        var lookup = MethodHandles.lookup();
        var getContext = lookup.findVirtual(taskType, GET_CONTEXT, MethodType.methodType(contextType));
        var get = lookup.findVirtual(contextType, GET, MethodType.methodType(Object.class, Class.class));
        Object context = getContext.invoke(task);
        return get.invoke(context, JavaFileManager.class);
    }
}
