package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.HeldMonitors;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.analyse.VerificationType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Awaits the closing of a resource whose static type is another interface, if the object is an {@code AsyncCloseable}.
 *
 * <pre>
 *     invokeinterface AutoCloseable.close()V  =&gt;   dup
 *                                                  instanceof AsyncCloseable
 *                                                  ifeq PLAIN
 *                                                  checkcast AsyncCloseable
 *                                                  invokeinterface AsyncCloseable.closeAsync()Coroutine
 *                                                  invokestatic Weft.await(Coroutine)Object
 *                                                  pop
 *                                                  goto END
 *                                           PLAIN: invokeinterface AutoCloseable.close()V
 *                                           END:
 * </pre>
 *
 * Rules do not see this await: most such objects are none. Where a monitor is held the call stays as it is, since nothing
 * may be awaited there.
 */
final class AwaitCloseIfAsync {

    private AwaitCloseIfAsync() {}

    static void in(String owner, MethodNode body) {
        if (!anyIn(body)) {
            return;
        }
        var monitors = HeldMonitors.anyIn(body) ? HeldMonitors.in(body) : null;
        var edits = new ArrayList<Runnable>();
        new TypeFlow(owner, body).walk((instruction, types) -> {
            if (isOne(instruction) && types != null && isFree(instruction, types, body, monitors)) {
                edits.add(edit(body, (MethodInsnNode) instruction, types.locals(), types.operandsBelow(0)));
            }
        });
        edits.forEach(Runnable::run);
        if (!edits.isEmpty()) {
            body.maxStack++; // the copy
        }
    }

    private static boolean anyIn(MethodNode body) {
        for (var instruction : body.instructions) {
            if (isOne(instruction)) {
                return true;
            }
        }
        return false;
    }

    /** What is known to be an {@code AsyncCloseable} has been rewritten before; the runtime's own types are known. */
    static boolean isOne(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKEINTERFACE
                && instruction instanceof MethodInsnNode call
                && call.name.equals(RuntimeAbi.CLOSE)
                && call.desc.equals(RuntimeAbi.CLOSE_DESCRIPTOR)
                && !call.owner.startsWith(RuntimeAbi.PACKAGE_PREFIX);
    }

    /** Whether there may be an await: no monitor is held, and no object is about to be created. */
    private static boolean isFree(
            AbstractInsnNode close, Types types, MethodNode body, @Nullable HeldMonitors monitors) {
        return (monitors == null
                        || monitors.before(body.instructions.indexOf(close)).isEmpty())
                && types.locals().stream().noneMatch(type -> type.creation() != null)
                && types.operandsBelow(0).stream().noneMatch(type -> type.creation() != null);
    }

    private static Runnable edit(
            MethodNode body, MethodInsnNode close, List<VerificationType> locals, List<VerificationType> operands) {
        var plain = new LabelNode();
        var end = new LabelNode();
        var before = new InsnList();
        before.add(new InsnNode(Opcodes.DUP));
        before.add(new TypeInsnNode(Opcodes.INSTANCEOF, RuntimeAbi.ASYNC_CLOSEABLE));
        before.add(new JumpInsnNode(Opcodes.IFEQ, plain));
        before.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeAbi.ASYNC_CLOSEABLE));
        before.add(AwaitedCoroutine.of(new MethodInsnNode(
                Opcodes.INVOKEINTERFACE,
                RuntimeAbi.ASYNC_CLOSEABLE,
                RuntimeAbi.CLOSE_ASYNC,
                RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR,
                true)));
        before.add(new JumpInsnNode(Opcodes.GOTO, end));
        before.add(plain);
        before.add(StackMapNodes.of(locals, operands));
        var after = new InsnList();
        after.add(end);
        after.add(StackMapNodes.of(locals, operands.subList(0, operands.size() - 1)));
        return () -> {
            body.instructions.insertBefore(close, before);
            body.instructions.insert(close, after);
        };
    }
}
