package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ReturnsInTry;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AdvisedBodies;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT011, where nothing is woven: a lambda without an await, or a method without {@code @Async}, returns a coroutine or
 * stream from inside a {@code try}. It is cold, so whoever gets it runs it when the {@code try} is left.
 *
 * <p>Futures are no finding: code that knows nothing of Weft returns them so, and they run meanwhile. Nor are handlers that
 * only pass on what they catch, since the coroutine's failure gets to the same place.
 */
final class ReturnFromPlainTry implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        var woven = scanned.asyncMethods().stream().map(AsyncMethod::node).collect(Collectors.toSet());
        boolean namesVariables = LocalVariables.areNamedIn(scanned.node());
        for (var method : scanned.node().methods) {
            if (!method.tryCatchBlocks.isEmpty() && RuntimeAbi.returnsCold(method.desc) && !woven.contains(method)) {
                boolean isLambda = scanned.lambdaBodies().contains(method) || AdvisedBodies.contains(method);
                ReturnsInTry.in(method, namesVariables).places().stream()
                        .filter(place -> !DoneMakers.makeAllBefore(place.valueIsThere(), method))
                        .filter(place -> !place.around().stream().allMatch(range -> passesOn(range.handler)))
                        .forEach(place -> report(place.valueIsThere(), method, isLambda, reporter));
            }
        }
    }

    private static void report(AbstractInsnNode place, MethodNode method, boolean isLambda, Reporter reporter) {
        boolean isStream = method.desc.endsWith(RuntimeAbi.RETURNS_STREAM);
        var await = isStream ? "write emitAll(...), and return end();" : "write return result(await(...)),";
        reporter.at(
                place,
                method,
                FindingCode.WEFT011,
                "what is returned from inside a try here runs after finally and close(), and no catch sees its failure:"
                        + " the " + (isLambda ? "lambda does not await" : "method is not @Async")
                        + ", so it is not woven",
                (isLambda ? await : "annotate it with @Async,") + " or return behind the try");
    }

    /** Whether a handler does nothing but {@code return failed(e)}, {@code throw e} or {@code throw new AssertionError(e)}. */
    private static boolean passesOn(LabelNode handler) {
        var store = Instructions.after(handler);
        var first = store == null ? null : Instructions.after(store);
        if (first instanceof TypeInsnNode made && made.desc.endsWith("Error")) {
            return isThrown(made);
        }
        if (!(store instanceof VarInsnNode stored && first instanceof VarInsnNode loaded)
                || store.getOpcode() != Opcodes.ASTORE
                || first.getOpcode() != Opcodes.ALOAD
                || stored.var != loaded.var) {
            return false;
        }
        var use = Instructions.after(first);
        return is(use, Opcodes.ATHROW)
                || (use instanceof MethodInsnNode call
                        && call.name.startsWith("failed")
                        && is(Instructions.after(use), Opcodes.ARETURN));
    }

    /** Whether a new object is thrown at once: an error says that the handler is not meant to run. */
    private static boolean isThrown(TypeInsnNode made) {
        AbstractInsnNode at = made;
        while (at != null && !Jumps.endsBlock(at.getOpcode()) && !(at instanceof JumpInsnNode)) {
            at = Instructions.after(at);
        }
        return is(at, Opcodes.ATHROW);
    }

    private static boolean is(@Nullable AbstractInsnNode instruction, int opcode) {
        return instruction != null && instruction.getOpcode() == opcode;
    }
}
