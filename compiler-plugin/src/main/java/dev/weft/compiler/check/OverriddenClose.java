package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.Opcodes;

/** WEFT018: woven code awaits {@code closeAsync()} and calls no {@code close()} that overrides that of {@code AsyncCloseable}. */
final class OverriddenClose implements Rule {

    private final ClassHierarchy hierarchy;

    OverriddenClose(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        if (scanned.node().name.equals(RuntimeAbi.ASYNC_CLOSEABLE)) {
            return; // the agent sees the runtime's classes, too
        }
        for (var method : scanned.node().methods) {
            if (method.name.equals(RuntimeAbi.CLOSE)
                    && method.desc.equals(RuntimeAbi.CLOSE_DESCRIPTOR)
                    && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0
                    && hierarchy.isSubtype(scanned.node().name, RuntimeAbi.ASYNC_CLOSEABLE)) {
                reporter.at(
                        method,
                        FindingCode.WEFT018,
                        "this close() of an AsyncCloseable is not called by woven code, which awaits closeAsync()",
                        "move what it does to closeAsync(); where it is for callers that are not woven, write"
                                + " @Allow(\"WEFT018\")");
            }
        }
    }
}
