package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.LeftOpen;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.LoopCursor;
import dev.weft.compiler.scan.ScannedClass;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** WEFT015: a stream whose cursor nobody closes keeps what it holds; there is no finaliser. */
final class UnclosedCursor implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            for (var call : LeftOpen.of(scanned.node().name, method, cursorsOpenedIn(method))) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT015,
                        "the cursor that is opened here is not closed on every path",
                        "open it in a try-with-resources: try (var items = stream.open()) { ... }; or write"
                                + " for (var item : await(stream))");
            }
        }
    }

    private static List<MethodInsnNode> cursorsOpenedIn(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.owner.equals(RuntimeAbi.STREAM)
                    && call.name.equals(RuntimeAbi.OPEN)
                    && call.desc.equals(RuntimeAbi.OPEN_STREAM_DESCRIPTOR)
                    && !(call instanceof LoopCursor)) {
                calls.add(call);
            }
        }
        return calls;
    }
}
