package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.MethodHandles;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AdvisedBodies;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** WEFT001: an await where nothing can be suspended. An emit where there is no stream is WEFT012. */
final class AwaitOutsideAsync implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            boolean async = isAsync(scanned, method);
            var other = async ? Optional.<String>empty() : otherAsync(method);
            if (other.isPresent()) {
                reportOther(method, other.get(), reporter);
            } else if (!async) {
                callsIn(method).forEach(call -> reportAwait(scanned, method, call, reporter));
            }
            for (var instruction : method.instructions) {
                if (MethodHandles.any(instruction, AwaitOutsideAsync::isAwait)) {
                    reporter.at(
                            instruction,
                            method,
                            FindingCode.WEFT001,
                            "'await' cannot be used as a method reference",
                            "write a lambda that calls await and returns a Coroutine, CompletableFuture or CompletionStage");
                }
            }
        }
    }

    private static boolean isAsync(ScannedClass scanned, MethodNode method) {
        for (var async : scanned.asyncMethods()) {
            if (async.node() == method) {
                return true;
            }
        }
        return false;
    }

    private static List<MethodInsnNode> callsIn(MethodNode method) {
        return AwaitCalls.in(method).stream()
                .filter(call -> !EmitOutsideStream.isOutside(method, call))
                .toList();
    }

    /** The annotation of another library, as Spring's, that is named as ours and was imported in its place. */
    private static Optional<String> otherAsync(MethodNode method) {
        return Stream.of(method.visibleAnnotations, method.invisibleAnnotations)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(annotation -> annotation.desc)
                .filter(desc -> desc.endsWith("/Async;") && !desc.equals(RuntimeAbi.ASYNC_DESCRIPTOR))
                .map(desc -> Type.getType(desc).getClassName())
                .findFirst();
    }

    /**
     * With an await it is a mistake for certain; without one only where it returns a coroutine or a stream, which the
     * other library does not know.
     */
    private static void reportOther(MethodNode method, String annotation, Reporter reporter) {
        var calls = callsIn(method);
        var what = "its @Async is " + annotation + ", not "
                + Type.getType(RuntimeAbi.ASYNC_DESCRIPTOR).getClassName();
        var remedy = "import dev.weft.Async instead, and let it return one of " + RuntimeAbi.SUPPORTED_RETURN_TYPES;
        for (var call : calls) {
            reporter.at(
                    call, method, FindingCode.WEFT001, call.name + " in method '" + method.name + "': " + what, remedy);
        }
        if (calls.isEmpty() && RuntimeAbi.returnsCold(method.desc)) {
            var returned = method.desc.endsWith(RuntimeAbi.RETURNS_STREAM) ? "an AsyncStream" : "a Coroutine";
            reporter.at(
                    method,
                    FindingCode.WEFT001,
                    "method '" + method.name + "' returns " + returned + ": " + what,
                    remedy);
        }
    }

    private static void reportAwait(ScannedClass scanned, MethodNode method, MethodInsnNode call, Reporter reporter) {
        if (method.name.equals("<init>")) {
            if (!AwaitBeforeConstructorCall.isBefore(scanned, method, call)) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT001,
                        "await in a constructor",
                        "await in an @Async factory method, and pass the result to the constructor");
            }
        } else if (method.name.equals("<clinit>")) {
            reporter.at(
                    call, method, FindingCode.WEFT001, "await in a static initialiser", "move it to an @Async method");
        } else if (scanned.lambdaBodies().contains(method)) {
            reporter.at(
                    call,
                    method,
                    FindingCode.WEFT001,
                    "await in a lambda that returns "
                            + Type.getReturnType(method.desc).getClassName(),
                    "write a for statement in place of the lambda, or gather(items, limit, item -> ...), and await in the"
                            + " method around it; or let the lambda return one of "
                            + RuntimeAbi.SUPPORTED_RETURN_TYPES);
        } else if (AdvisedBodies.contains(method)) {
            reporter.at(
                    call,
                    method,
                    FindingCode.WEFT001,
                    "await in '" + method.name + "', which an around advice of AspectJ surrounds",
                    "advise an async method instead: move the awaits there, and call it");
        } else if (method.desc.endsWith(")V")) {
            reporter.at(
                    call,
                    method,
                    FindingCode.WEFT001,
                    "await in method '" + method.name + "', which is neither @Async nor @Entry",
                    "annotate it with @Entry if ordinary code calls it, as main or a test; if async code does, annotate"
                            + " it with @Async and let it return one of " + RuntimeAbi.SUPPORTED_RETURN_TYPES);
        } else {
            reporter.at(
                    call,
                    method,
                    FindingCode.WEFT001,
                    call.name + " in method '" + method.name + "', which is not @Async",
                    RuntimeAbi.returnsSupportedType(method.desc)
                            ? "annotate it with @Async"
                            : "annotate it with @Async and let it return one of " + RuntimeAbi.SUPPORTED_RETURN_TYPES);
        }
    }

    private static boolean isAwait(Handle reference) {
        return reference.getOwner().equals(RuntimeAbi.WEFT)
                && reference.getName().equals(RuntimeAbi.AWAIT)
                && !StreamOutsideLoop.isAwaitOfStream(reference);
    }
}
