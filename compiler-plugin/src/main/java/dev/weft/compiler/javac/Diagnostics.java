package dev.weft.compiler.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reports findings as diagnostics of the compiler, at their positions in the source.
 *
 * <p>When findings are known, javac has already rewritten its syntax trees. So a second compiler parses each source
 * with findings once more, and only the positions of its trees are used.
 */
final class Diagnostics {

    private final JavacTask task;
    private final Map<JavaFileObject, Parsed> parsed = new HashMap<>();

    /** A source file, and where its trees lie. */
    private record Parsed(CompilationUnitTree unit, Trees trees) {}

    Diagnostics(JavacTask task) {
        this.task = task;
    }

    /**
     * @param failing whether it fails the compilation
     */
    void report(Finding finding, boolean failing, JavaFileObject source) {
        var in = parsed.computeIfAbsent(source, Diagnostics::parse);
        var place = new SourcePosition(in.unit(), in.trees().getSourcePositions())
                .of(finding.line(), finding.method(), finding.className());
        var message = PlainText.of(finding.code() + ": " + finding.message()) + System.lineSeparator() + "    "
                + PlainText.of(finding.remedy());
        var kind = failing ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
        Trees.instance(task).printMessage(kind, message, place, in.unit());
    }

    /** Reports an error of the whole compilation, at the beginning of a source. */
    void report(String message, JavaFileObject source) {
        var in = parsed.computeIfAbsent(source, Diagnostics::parse);
        Trees.instance(task).printMessage(Diagnostic.Kind.ERROR, message, in.unit(), in.unit());
    }

    /** The compiler has reported syntax errors already, so they are ignored here. */
    private static Parsed parse(JavaFileObject source) {
        var again = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(Writer.nullWriter(), null, ignored -> {}, List.of("-proc:none"), null, List.of(source));
        try {
            return new Parsed(again.parse().iterator().next(), Trees.instance(again));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
