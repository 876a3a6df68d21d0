package dev.weft.compiler.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tree at which a finding is shown: a call of await on its line, else the first tree that begins there, else
 * the declaration.
 */
final class SourcePosition extends TreeScanner<@Nullable Object, @Nullable Object> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private long line;
    private String method = "";
    private String type = "";
    private @Nullable Tree await;
    private @Nullable Tree first;
    private @Nullable Tree declaration;

    SourcePosition(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    /**
     * Finds the tree.
     *
     * @param inLine 0 if the line is unknown
     * @param inMethod the name, or an empty string
     * @param inClass the binary name
     */
    Tree of(int inLine, String inMethod, String inClass) {
        line = inLine;
        method = inMethod;
        type = inClass.substring(Math.max(inClass.lastIndexOf('.'), inClass.lastIndexOf('$')) + 1);
        scan(unit, null);
        for (var found : new @Nullable Tree[] {await, first, declaration}) {
            if (found != null) {
                return found;
            }
        }
        return unit;
    }

    @Override
    public @Nullable Object scan(@Nullable Tree tree, @Nullable Object nothing) {
        if (tree != null && first == null && !(tree instanceof CompilationUnitTree) && lineOf(tree) == line) {
            first = tree;
        }
        return super.scan(tree, nothing);
    }

    private long lineOf(Tree tree) {
        long start = positions.getStartPosition(unit, tree);
        return start < 0 ? -1 : unit.getLineMap().getLineNumber(start);
    }

    @Override
    public @Nullable Object visitMethodInvocation(MethodInvocationTree call, @Nullable Object nothing) {
        var name = call.getMethodSelect().toString();
        if (await == null && lineOf(call) == line && (name.equals("await") || name.endsWith(".await"))) {
            await = call.getMethodSelect(); // its position is the name, not the parenthesis
        }
        return super.visitMethodInvocation(call, nothing);
    }

    /** Of several methods of that name, the async one counts. */
    @Override
    public @Nullable Object visitMethod(MethodTree declared, @Nullable Object nothing) {
        boolean async = declared.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .anyMatch(name -> name.endsWith("Async") || name.endsWith("Entry"));
        if (declared.getName().contentEquals(method) && (async || !(declaration instanceof MethodTree))) {
            declaration = declared;
        }
        return super.visitMethod(declared, nothing);
    }

    @Override
    public @Nullable Object visitClass(ClassTree declared, @Nullable Object nothing) {
        if (declaration == null && declared.getSimpleName().contentEquals(type)) {
            declaration = declared;
        }
        return super.visitClass(declared, nothing);
    }
}
