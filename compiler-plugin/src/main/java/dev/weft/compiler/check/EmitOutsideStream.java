package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.MethodHandles;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** WEFT012: an item is emitted where there is no stream. Whether a method that returns one is async, WEFT001 says. */
final class EmitOutsideStream implements Rule {

    /** What is wrong with a method, and how to mend it. */
    private record Place(String text, String remedy) {}

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            var emits = emitsOutsideIn(method);
            if (!emits.isEmpty()) {
                var place = placeOf(scanned, method);
                for (var emit : emits) {
                    reporter.at(emit, method, FindingCode.WEFT012, emit.name + " in " + place.text(), place.remedy());
                }
            }
            for (var instruction : method.instructions) {
                var name = referred(instruction);
                if (name != null) {
                    report(name, instruction, method, reporter);
                }
            }
        }
    }

    private static List<MethodInsnNode> emitsOutsideIn(MethodNode method) {
        return AwaitCalls.in(method).stream()
                .filter(call -> isOutside(method, call))
                .toList();
    }

    /** Whether the call emits, and the method has no stream that it could emit to. */
    static boolean isOutside(MethodNode method, AbstractInsnNode call) {
        return AwaitCalls.isEmit(call) && !method.desc.endsWith(RuntimeAbi.RETURNS_STREAM);
    }

    private static Place placeOf(ScannedClass scanned, MethodNode method) {
        var returned = Type.getReturnType(method.desc).getClassName();
        if (method.name.equals("<init>") || method.name.equals("<clinit>")) {
            return new Place(
                    method.name.equals("<init>") ? "a constructor" : "a static initialiser",
                    "emit in an @Async method that returns AsyncStream");
        } else if (scanned.lambdaBodies().contains(method)) {
            return new Place(
                    "a lambda that returns " + returned,
                    "let the lambda return AsyncStream; or write a for statement in place of the lambda, and emit in it");
        }
        return new Place(
                "method '" + method.name + "', which returns " + returned,
                "let it be an @Async method that returns AsyncStream, and ends with return end()");
    }

    private static @Nullable String referred(AbstractInsnNode instruction) {
        if (instruction instanceof InvokeDynamicInsnNode) {
            for (var handle : MethodHandles.in(instruction)) {
                if (AwaitCalls.isEmit(handle)) {
                    return handle.getName();
                }
            }
        }
        return null;
    }

    private static void report(String name, AbstractInsnNode at, MethodNode method, Reporter reporter) {
        reporter.at(
                at,
                method,
                FindingCode.WEFT012,
                "'" + name + "' cannot be used as a method reference",
                "write a for statement, and emit in it; or a lambda that returns AsyncStream");
    }
}
