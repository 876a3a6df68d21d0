package dev.weft.compiler.check;

import dev.weft.compiler.Code;
import dev.weft.compiler.Finding;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects the findings of one class, with their places. */
public final class Reporter {

    private final ClassNode node;
    private final SourceFiles sources;
    private final List<Finding> findings = new ArrayList<>();

    public Reporter(ClassNode node, SourceFiles sources) {
        this.node = node;
        this.sources = sources;
    }

    void at(AbstractInsnNode instruction, MethodNode method, Code code, String message, String remedy) {
        add(AwaitCalls.lineOf(instruction), method.name, code, message, remedy);
    }

    /** At the first line of a method, or where it is declared. */
    public void at(MethodNode method, Code code, String message, String remedy) {
        int first = AwaitCalls.firstLineOf(method);
        int line = first > 0 ? first : sources.lineOfDeclaration(node, method);
        add(line, method.name, code, message, remedy);
    }

    public void atClass(Code code, String message, String remedy) {
        add(0, "", code, message, remedy);
    }

    private void add(int line, String method, Code code, String message, String remedy) {
        var className = Type.getObjectType(node.name).getClassName();
        findings.add(new Finding(code, code.level(), sources.fileOf(node), line, className, method, message, remedy));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
