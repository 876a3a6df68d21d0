package dev.weft.compiler.check;

import dev.weft.compiler.code.LineNumbers;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects the findings of one class with their places, without those that are allowed there. */
final class Reporter {

    private final ClassNode node;
    private final SourceFiles sources;
    private final FindingPolicy policy;
    private final AllowAnnotations allowances;
    private final List<Finding> findings = new ArrayList<>();

    Reporter(ClassNode node, SourceFiles sources, FindingPolicy policy, AllowAnnotations allowances) {
        this.node = node;
        this.sources = sources;
        this.policy = policy;
        this.allowances = allowances;
    }

    void at(AbstractInsnNode instruction, MethodNode method, FindingCode code, String message, String remedy) {
        add(LineNumbers.of(instruction), method, code, message, remedy);
    }

    /** Reports a finding at the first line of a method, or where it is declared. */
    void at(MethodNode method, FindingCode code, String message, String remedy) {
        add(sources.lineOf(node, method), method, code, message, remedy);
    }

    private void add(int line, MethodNode method, FindingCode code, String message, String remedy) {
        var level = policy.levelOf(code);
        if (level.isPresent() && !allowances.cover(code, method)) {
            var className = Type.getObjectType(node.name).getClassName();
            findings.add(new Finding(
                    code, level.get(), sources.fileOf(node), line, className, method.name, message, remedy));
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
