package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ReturnsInTry;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AdvisedBodies;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import java.util.stream.Collectors;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * WEFT011, where nothing is woven: a lambda without an await, or a method without {@code @Async}, returns a coroutine or
 * stream from inside a {@code try}. It is cold, so whoever gets it runs it when the {@code try} is left.
 *
 * <p>Futures are no finding: code that knows nothing of Weft returns them so, and they run meanwhile. Nor are coroutines that
 * were made elsewhere, and handlers that are not meant for what a coroutine does: see {@link HandlerPurpose}.
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
                        .filter(place -> isMeantToBeSeen(place, method))
                        .forEach(place -> report(place.valueIsThere(), method, isLambda, reporter));
            }
        }
    }

    private static boolean isMeantToBeSeen(ReturnsInTry.Place place, MethodNode method) {
        return DoneMakers.coldCallsBefore(place.valueIsThere(), method).stream()
                .anyMatch(call ->
                        place.around().stream().anyMatch(range -> HandlerPurpose.isTheCoroutine(range, call, method)));
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
}
