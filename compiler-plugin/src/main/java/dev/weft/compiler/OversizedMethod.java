package dev.weft.compiler;

import dev.weft.compiler.check.SourceFiles;
import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.MethodPlan;
import java.util.List;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Type;

/** WEFT009: the code woven for a method does not fit into the class file format (JVMS 4.7.3). */
final class OversizedMethod extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LIMIT = 0xFFFF;

    private final transient Finding finding;

    private OversizedMethod(Finding finding, MethodTooLargeException cause) {
        super(finding.message(), cause);
        this.finding = finding;
    }

    /** Which of the methods it is tells the frame class, which no other entry takes. */
    static RuntimeException of(
            MethodTooLargeException e, ScannedClass scanned, List<MethodPlan> plans, SourceFiles sources) {
        for (var plan : plans) {
            if (e.getDescriptor().contains(plan.frameType().getDescriptor())) {
                var node = scanned.node();
                var finding = new Finding(
                        Code.WEFT009,
                        Level.ERROR,
                        sources.fileOf(node),
                        sources.lineOf(node, plan.body()), // the method itself is a stub by now, without lines
                        Type.getObjectType(node.name).getClassName(),
                        plan.body().name,
                        "the code woven for '" + plan.method().node().name + "' takes " + e.getCodeSize()
                                + " bytes, and the class file format allows " + LIMIT,
                        "move a part of it, with its awaits, to another @Async method");
                return new OversizedMethod(finding, e);
            }
        }
        return e;
    }

    Finding finding() {
        return finding;
    }
}
