package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;

/**
 * Fails a compilation whose settings of the plug-in are wrong, by an error at the beginning of its first source. What a
 * plug-in throws while it is installed, javac shows with its stack trace.
 */
final class RefuseSettings implements TaskListener {

    private final JavacTask task;
    private final String message;
    private boolean told;

    RefuseSettings(JavacTask task, String message) {
        this.task = task;
        this.message = message;
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.PARSE && !told) {
            told = true;
            var unit = event.getCompilationUnit();
            Trees.instance(task).printMessage(Diagnostic.Kind.ERROR, message, unit, unit);
        }
    }
}
