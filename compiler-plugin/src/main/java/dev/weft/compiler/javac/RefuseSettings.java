package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;

/**
 * Fails a compilation with wrong settings of the plug-in, by an error at the beginning of its first source. If a
 * plug-in throws while it is installed, javac prints the stack trace instead.
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
