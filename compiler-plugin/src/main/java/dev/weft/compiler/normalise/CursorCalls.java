package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.StreamLoop;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.scan.LoopCursor;
import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The calls of a cursor that take the place of those of an iterator. */
final class CursorCalls {

    private static final String ITERATOR = "java/util/Iterator";

    private CursorCalls() {}

    /** {@code await(cursor.closeAsync())}. */
    static InsnList close(int slot) {
        var code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, slot));
        code.add(AwaitedCoroutine.of(
                call(RuntimeAbi.CURSOR, RuntimeAbi.CLOSE_ASYNC, RuntimeAbi.CLOSE_ASYNC_DESCRIPTOR)));
        return code;
    }

    /** Lets a loop use the cursor of the stream where it used the iterator. */
    static void replaceIterator(MethodNode method, StreamLoop loop) {
        replaceInMaps(loop);
        method.instructions.set(loop.await(), new LoopCursor());
        method.instructions.remove(loop.iterator());
        var hasNext = new InsnList();
        hasNext.add(call(RuntimeAbi.CURSOR, RuntimeAbi.NEXT, RuntimeAbi.NEXT_DESCRIPTOR));
        hasNext.add(AwaitedCoroutine.await());
        hasNext.add(new TypeInsnNode(Opcodes.CHECKCAST, "java/lang/Boolean"));
        hasNext.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z", false));
        method.instructions.insert(loop.hasNext(), hasNext);
        method.instructions.remove(loop.hasNext());
        method.instructions.set(
                loop.next(), call(RuntimeAbi.CURSOR, RuntimeAbi.CURRENT, RuntimeAbi.CURRENT_DESCRIPTOR));
    }

    private static void replaceInMaps(StreamLoop loop) {
        for (AbstractInsnNode at = loop.store(); at != loop.last(); at = at.getNext()) {
            if (at instanceof FrameNode map) {
                var entries = new ArrayList<>(map.local);
                int slot = 0;
                for (int i = 0; i < entries.size() && slot <= loop.slot(); i++) {
                    if (slot == loop.slot() && ITERATOR.equals(entries.get(i))) {
                        entries.set(i, RuntimeAbi.CURSOR);
                    }
                    slot += TypeFlow.fromEntry(entries.get(i)).getSize();
                }
                map.local = entries;
            }
        }
    }

    private static MethodInsnNode call(String owner, String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKEINTERFACE, owner, name, descriptor, true);
    }
}
