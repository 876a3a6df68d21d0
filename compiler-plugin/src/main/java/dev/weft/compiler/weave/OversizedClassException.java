package dev.weft.compiler.weave;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.MethodPlan;
import java.util.List;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Type;

/** WEFT009: a woven class does not fit into the class file format (JVMS 4.1, 4.7.3). */
final class OversizedClassException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LIMIT = 0xFFFF;

    private final transient Finding finding;

    private OversizedClassException(Finding finding, RuntimeException cause) {
        super(finding.message(), cause);
        this.finding = finding;
    }

    /** The frame class in the descriptor tells which method it is: no other entry takes that class. */
    static RuntimeException of(
            MethodTooLargeException e, ScannedClass scanned, List<MethodPlan> plans, SourceFiles sources) {
        for (var plan : plans) {
            if (e.getDescriptor().contains(plan.frameType().getDescriptor())) {
                var finding = finding(
                        scanned,
                        sources,
                        sources.lineOf(
                                scanned.node(), plan.body()), // the method itself is a stub by now, without lines
                        plan.body().name,
                        "the code woven for '" + plan.method().node().name + "' takes " + e.getCodeSize()
                                + " bytes, and the class file format allows " + LIMIT,
                        "move a part of it, with its awaits, to another @Async method");
                return new OversizedClassException(finding, e);
            }
        }
        return e;
    }

    /** Weaving adds some constants for each method and each suspension point. */
    static OversizedClassException of(ClassTooLargeException e, ScannedClass scanned, SourceFiles sources) {
        var finding = finding(
                scanned,
                sources,
                0,
                "",
                "the constant pool of the woven class would have " + e.getConstantPoolCount()
                        + " entries, and the class file format allows " + LIMIT,
                "move some of its @Async methods to another class");
        return new OversizedClassException(finding, e);
    }

    private static Finding finding(
            ScannedClass scanned, SourceFiles sources, int line, String method, String message, String remedy) {
        var node = scanned.node();
        return new Finding(
                FindingCode.WEFT009,
                Severity.ERROR,
                sources.fileOf(node),
                line,
                Type.getObjectType(node.name).getClassName(),
                method,
                message,
                remedy);
    }

    Finding finding() {
        return finding;
    }
}
