package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ReturnedAwait;
import dev.weft.compiler.scan.ScannedClass;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The code that awaits what a method returns before something else happens, and leaves a done coroutine or future in its
 * place. Of a stream it emits all items, and leaves the end. Null is reported as a tail await reports it.
 */
final class AwaitedReturn {

    private AwaitedReturn() {}

    /** Name and descriptor of each async method of a class. */
    static Set<String> ownAsync(ScannedClass scanned) {
        var own = new HashSet<String>();
        scanned.asyncMethods().forEach(async -> own.add(async.node().name + async.node().desc));
        return own;
    }

    /**
     * Returns the code; the value is on top of the operands.
     *
     * @param made the instruction that has made it
     * @param ownAsync see {@link #ownAsync}
     */
    static InsnList code(AsyncMethod async, @Nullable AbstractInsnNode made, Set<String> ownAsync) {
        var code = new InsnList();
        if (!isOfOwnMethod(async, made, ownAsync)) {
            addNullCheck(async, code);
        }
        code.add(ReturnedAwait.in(async));
        if (async.isStream()) {
            code.add(call(RuntimeAbi.WEFT, RuntimeAbi.END, RuntimeAbi.END_DESCRIPTOR));
            return code;
        }
        code.add(
                async.isCold()
                        ? call(RuntimeAbi.WEFT, RuntimeAbi.RESULT, RuntimeAbi.RESULT_DESCRIPTOR)
                        : call(RuntimeAbi.FUTURE, RuntimeAbi.COMPLETED, RuntimeAbi.COMPLETED_DESCRIPTOR));
        return code;
    }

    /** A method of this class that is woven too never gives null, and its await may be fused with the call. */
    private static boolean isOfOwnMethod(AsyncMethod async, @Nullable AbstractInsnNode made, Set<String> ownAsync) {
        return made instanceof MethodInsnNode call
                && call.owner.equals(async.owner().name)
                && ownAsync.contains(call.name + call.desc);
    }

    private static void addNullCheck(AsyncMethod async, InsnList code) {
        var type = async.isStream() ? RuntimeAbi.STREAM : async.isCold() ? RuntimeAbi.COROUTINE : RuntimeAbi.STAGE;
        var what = async.isStream() ? "stream" : async.isCold() ? "coroutine" : "stage";
        code.add(new LdcInsnNode("the async method " + async.displayName() + " returned null instead of a " + what));
        code.add(call(
                "java/util/Objects",
                "requireNonNull",
                "(" + RuntimeAbi.OBJECT_DESCRIPTOR + "Ljava/lang/String;)" + RuntimeAbi.OBJECT_DESCRIPTOR));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, type));
    }

    private static MethodInsnNode call(String owner, String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
}
