package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.LeftOpen;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.LoopCursor;
import dev.weft.compiler.scan.ScannedClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * WEFT015: what nobody closes keeps what it holds; there is no finaliser. A stream keeps its connection, a task group its
 * children, a lock everybody who waits for it.
 */
final class UnclosedResource implements Rule {

    /** The kinds of resources of the runtime. */
    private enum Kind {
        CURSOR(
                "cursor that is opened",
                "open it in a try-with-resources: try (var items = stream.open()) { ... }; or write"
                        + " for (var item : await(stream))") {
            @Override
            boolean isOpenedBy(MethodInsnNode call) {
                return call.owner.equals(RuntimeAbi.STREAM)
                        && call.name.equals(RuntimeAbi.OPEN)
                        && call.desc.equals(RuntimeAbi.OPEN_STREAM_DESCRIPTOR)
                        && !(call instanceof LoopCursor);
            }
        },
        GROUP(
                "task group that is opened",
                "open it in a try-with-resources: try (var group = TaskGroup.open()) { ... }") {
            @Override
            boolean isOpenedBy(MethodInsnNode call) {
                return call.getOpcode() == Opcodes.INVOKESTATIC && RuntimeAbi.opensGroup(call.owner, call.name);
            }
        },
        PERMIT(
                "permit that is acquired",
                "acquire it in a try-with-resources: try (var permit = await(lock.acquire())) { ... }; where another task"
                        + " closes it, mark it with handOn()") {
            @Override
            boolean isOpenedBy(MethodInsnNode call) {
                return (call.name.equals("tryAcquire") && call.desc.equals(RETURNS_PERMIT))
                        || (AwaitCalls.isAwait(call)
                                && (isCastToPermit(Instructions.nextInLine(call)) || isDroppedPermit(call)));
            }
        };

        private final String what;
        private final String remedy;

        Kind(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        abstract boolean isOpenedBy(MethodInsnNode call);
    }

    private static final String RETURNS_PERMIT = "()" + RuntimeAbi.descriptor(RuntimeAbi.PERMIT);

    private static boolean isCastToPermit(@Nullable AbstractInsnNode instruction) {
        return instruction instanceof TypeInsnNode cast
                && cast.getOpcode() == Opcodes.CHECKCAST
                && cast.desc.equals(RuntimeAbi.PERMIT);
    }

    /** A statement {@code await(lock.acquire());}: javac casts what is used only. */
    private static boolean isDroppedPermit(MethodInsnNode await) {
        var next = Instructions.nextInLine(await);
        return next != null
                && next.getOpcode() == Opcodes.POP
                && Instructions.previousInLine(await) instanceof MethodInsnNode acquire
                && RuntimeAbi.acquires(acquire.owner, acquire.name);
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            for (var kind : Kind.values()) {
                for (var call : LeftOpen.of(scanned.node().name, method, opened(method, kind))) {
                    reporter.at(
                            call,
                            method,
                            FindingCode.WEFT015,
                            "the " + kind.what + " here is not closed on every path",
                            kind.remedy);
                }
            }
        }
    }

    private static List<MethodInsnNode> opened(MethodNode method, Kind kind) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && kind.isOpenedBy(call)) {
                calls.add(call);
            }
        }
        return calls;
    }
}
