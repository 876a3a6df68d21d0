package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.hierarchy.Casts;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * WEFT014: what is emitted can be no item of the stream. Compilers do not compare the type of an {@code emit} with that of the
 * stream, and its consumer would get a {@code ClassCastException}. The bodies of lambdas have no signature to compare with.
 */
final class ImpossibleItem implements Rule {

    private static final Set<String> NUMBERS = Set.of(
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Character",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private final Casts casts;

    ImpossibleItem(ClassHierarchy hierarchy) {
        this.casts = new Casts(hierarchy);
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var async : scanned.asyncMethods()) {
            if (async.isStream() && AwaitCalls.in(async.node()).stream().anyMatch(ImpossibleItem::isEmitOfItem)) {
                ItemType.of(async.node()).ifPresent(type -> check(async, type, reporter));
            }
        }
    }

    private static boolean isEmitOfItem(AbstractInsnNode instruction) {
        return AwaitCalls.isEmit(instruction) && ((MethodInsnNode) instruction).name.equals(RuntimeAbi.EMIT);
    }

    private void check(AsyncMethod async, String itemType, Reporter reporter) {
        new TypeFlow(async.owner().name, async.node()).walk((instruction, types) -> {
            if (isEmitOfItem(instruction)) {
                var emitted = nameOfLast(types);
                if (emitted != null && !casts.maySucceed(emitted, itemType)) {
                    report(async, instruction, emitted, itemType, reporter);
                }
            }
        });
    }

    private static @Nullable String nameOfLast(@Nullable Types types) {
        var last = types == null ? null : types.operand(0);
        return last != null && last.isReference() ? last.referenceName() : null;
    }

    private static void report(
            AsyncMethod async, AbstractInsnNode emit, String emitted, String itemType, Reporter reporter) {
        reporter.at(
                emit,
                async.node(),
                FindingCode.WEFT014,
                "emit of " + forPeople(emitted) + " in method '" + async.node().name + "', whose items are "
                        + forPeople(itemType),
                NUMBERS.contains(emitted) && NUMBERS.contains(itemType)
                        ? "write a number of the item's type, as emit(1L) where items are Long"
                        : "emit an item, or let the method return a stream of what it emits");
    }

    private static String forPeople(String name) {
        return Type.getObjectType(name).getClassName();
    }
}
