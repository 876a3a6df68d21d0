package dev.weft.compiler.weave;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.normalise.AwaitAsyncClose;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds the lambda bodies to the async methods of a class that suspend only where they close an {@code AsyncCloseable}.
 *
 * <p>The scanner does not see them: it knows no types but those that a class names.
 */
final class ClosingLambdas {

    private ClosingLambdas() {}

    static ClassScanner.Result in(ClassScanner.Result read, ClassHierarchy hierarchy) {
        if (read instanceof ClassScanner.Scanned one) {
            return new ClassScanner.Scanned(with(one.scanned(), hierarchy));
        } else if (read instanceof ClassScanner.MakesCoroutines one) {
            var more = with(one.scanned(), hierarchy);
            return more.asyncMethods().isEmpty() ? read : new ClassScanner.Scanned(more);
        }
        return read;
    }

    private static ScannedClass with(ScannedClass scanned, ClassHierarchy hierarchy) {
        if (scanned.isWoven()) {
            return scanned;
        }
        List<AsyncMethod> all = scanned.node().methods.stream()
                .map(method -> asyncMethod(scanned, method, hierarchy))
                .filter(Objects::nonNull)
                .toList();
        return new ScannedClass(scanned.node(), all, scanned.lambdaBodies(), scanned.wovenBy());
    }

    private static @Nullable AsyncMethod asyncMethod(
            ScannedClass scanned, MethodNode method, ClassHierarchy hierarchy) {
        for (var known : scanned.asyncMethods()) {
            if (known.node() == method) {
                return known;
            }
        }
        return scanned.lambdaBodies().contains(method)
                        && RuntimeAbi.returnsSupportedType(method.desc)
                        && closes(method, hierarchy)
                ? new AsyncMethod(scanned.node(), method, null)
                : null;
    }

    private static boolean closes(MethodNode method, ClassHierarchy hierarchy) {
        for (var instruction : method.instructions) {
            if (AwaitAsyncClose.isOne(instruction, hierarchy)) {
                return true;
            }
        }
        return false;
    }
}
